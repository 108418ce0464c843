from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assignments', '0006_cells_by_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='criteriaversion',
            name='product',
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
