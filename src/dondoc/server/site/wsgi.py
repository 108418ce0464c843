"""Cửa vào của máy chủ WSGI. / Where a WSGI server enters."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.server.site.settings")
application = get_wsgi_application()
