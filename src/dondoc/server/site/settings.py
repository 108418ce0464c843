"""Cấu hình của máy chủ, đọc từ thư mục của bản cài đặt. / Settings of the server, read from the instance's folder."""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from dondoc.server.site import outside
from dondoc.server.site.instance import CONFIG, Instance, NotConfigured, home_from, load

TESTING = "pytest" in sys.modules and "DONDOC_HOME" not in os.environ
BUILDING = os.environ.get("DONDOC_BUILDING") == "1"  # makemigrations, type checks: no instance needed


def _instance() -> Instance:
    if TESTING or BUILDING:
        home = Path(tempfile.gettempdir()) / f"dondoc-{'test' if TESTING else 'build'}-{os.getuid()}"
        return Instance(home=home, secret_key=secrets.token_urlsafe(50), database=os.environ.get("DONDOC_DATABASE", ""))
    return load(home_from(os.environ))


try:
    INSTANCE = _instance()
except NotConfigured as error:
    if "mypy" not in sys.modules:
        raise
    INSTANCE = Instance(home=Path("instance"), secret_key=str(error))

SECRET_KEY = INSTANCE.secret_key
DEMO = INSTANCE.demo
# What lies outside and an administrator named; nothing else is ever called (outbound).
OUTSIDE = outside.read(INSTANCE)
CHILDREN = OUTSIDE.children
OPENID, OPENID_ADDRESSES, NETWORKS = OUTSIDE.openid, OUTSIDE.openid_addresses, OUTSIDE.networks
DEBUG = False
ALLOWED_HOSTS = ["testserver", *INSTANCE.hosts] if TESTING else list(INSTANCE.hosts)

INSTALLED_APPS = [
    "dondoc.server.site.apps.SiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "dondoc.server.journal",
    "dondoc.server.organizations",
    "dondoc.server.rulebook",
    "dondoc.server.notices",
    "dondoc.server.rights",
    "dondoc.server.accounts",
    "dondoc.server.files",
    "dondoc.server.documents",
    "dondoc.server.programmes",
    "dondoc.server.assignments",
    "dondoc.server.obligations",
    "dondoc.server.reports",
    "dondoc.server.urging",
    "dondoc.server.columnmaps",
    "dondoc.server.custody",
    "dondoc.server.privacy",
    "dondoc.server.exchange",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random and CSRF tokens are masked, so that lengths tell nothing (BREACH)
    "dondoc.server.site.middleware.reference_errors",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dondoc.server.accounts.middleware.PersonMiddleware",
    "dondoc.server.site.middleware.sign_in_first",
    "dondoc.server.site.middleware.sessions_end",
    "dondoc.server.accounts.middleware.second_factor_first",
    "dondoc.server.accounts.middleware.only_who_serves",
    "django_htmx.middleware.HtmxMiddleware",
    "dondoc.server.site.middleware.forms_once",
    "dondoc.server.site.middleware.ActsExplain",
]

ROOT_URLCONF = "dondoc.server.site.urls"
WSGI_APPLICATION = "dondoc.server.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "dondoc.server.site.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": INSTANCE.database_settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A shared cache, so that limits of sign-in hold over all workers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 20000},
    }
    if not TESTING
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"] if TESTING else ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "dondoc.server.accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",  # many desks of an office stand behind one address
    "login_failed": "20/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "token": "600/m/key",  # a machine, by its token
    "token_failed": "60/m/ip",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if INSTANCE.secure else 0  # the proxy before us, which alone may say who asks
USERSESSIONS_TRACK_ACTIVITY = False

# The second factor. Passkeys need a domain name; everywhere else codes of an app.
KEYLESS = TESTING or BUILDING or not (INSTANCE.home / CONFIG).exists()
SIGN_IN_KEY = secrets.token_bytes(32) if KEYLESS else INSTANCE.key("sign-in")
JOURNAL_KEY = secrets.token_bytes(32) if KEYLESS else INSTANCE.key("journal")  # signs checkpoints
MFA_ADAPTER = "dondoc.server.accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", *(["webauthn"] if TESTING or INSTANCE.passkeys else [])]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not INSTANCE.secure and INSTANCE.passkeys  # http://localhost, on this machine alone
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # clocks of telephones; a code is refused the second time all the same (factors.py)
MFA_FORMS = {
    "authenticate": "dondoc.server.accounts.forms.CodeForm",
    "reauthenticate": "dondoc.server.accounts.forms.CodeAgainForm",
}
SOCIALACCOUNT_ADAPTER = "dondoc.server.accounts.provider.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS = outside.providers(OUTSIDE)
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody has an e-mail here

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 8 * 3600 if INSTANCE.demo else 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = INSTANCE.secure
SESSION_COOKIE_NAME = "__Host-session" if INSTANCE.secure else "dondoc_session"
CSRF_COOKIE_NAME = "__Host-csrf" if INSTANCE.secure else "dondoc_csrf"
CSRF_FAILURE_VIEW = "dondoc.server.site.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [INSTANCE.address] if INSTANCE.secure else []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = INSTANCE.secure
SECURE_REDIRECT_EXEMPT = [r"^khoe$"]  # asked by who starts the server, before the proxy
SECURE_HSTS_INCLUDE_SUBDOMAINS = INSTANCE.secure
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # a preload list binds a whole domain, which is its owner's to decide
SECURE_HSTS_SECONDS = 31_536_000 if INSTANCE.secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if INSTANCE.secure else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *OPENID_ADDRESSES],  # the sign-in form is led on to the provider
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LANGUAGE_COOKIE_NAME = "dondoc_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["dondoc.server.site.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = INSTANCE.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 31_536_000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MEDIA_ROOT = INSTANCE.files
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # a distribution to 124 bodies with its exceptions is one form
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = str(INSTANCE.home / "incoming") if not (TESTING or BUILDING) else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
