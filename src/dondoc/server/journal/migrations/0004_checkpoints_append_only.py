from django.db import migrations

from dondoc.server.journal import triggers


def install(apps, editor):
    triggers.install_checkpoints(editor.connection)


def remove(apps, editor):
    """The reverse of 0002 takes these away too."""


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_checkpoint")]
    operations = [migrations.RunPython(install, remove)]
