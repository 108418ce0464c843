"""Hạn lúc giao của nhiệm vụ đã có là hạn đang ghi. / The first deadline of work already there is the one it has."""

from django.db import migrations
from django.db.migrations.state import StateApps
from django.db.models import F


def fill(apps: StateApps, editor: object) -> None:
    """Until now no act moved a deadline."""
    apps.get_model("assignments", "Assignment").objects.filter(first_deadline_on=None).update(first_deadline_on=F("deadline_on"))


class Migration(migrations.Migration):
    dependencies = [("assignments", "0002_requests")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
