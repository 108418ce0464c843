"""Accounts without a password and with a link not used yet wait for their owners."""

from django.db import migrations


def mark(apps, schema_editor):
    account = apps.get_model("accounts", "Account")
    account.objects.filter(password__startswith="!", invitations__used_at=None).update(waiting=True)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_waiting_and_claims")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
