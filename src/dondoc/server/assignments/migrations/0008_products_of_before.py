"""Versions of criteria made before products were kept in them: the product of the order stood all the while."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    orders = apps.get_model("assignments", "Order").objects.filter(pk=OuterRef("order"))
    apps.get_model("assignments", "CriteriaVersion").objects.filter(product="").update(product=Subquery(orders.values("product")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('assignments', '0007_product_in_versions'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
