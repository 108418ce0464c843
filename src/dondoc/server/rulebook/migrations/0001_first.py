import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organizations', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('day', models.DateField(unique=True)),
                ('name', models.CharField(max_length=160)),
                ('worked', models.BooleanField(default=False)),
                ('source', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='RuleCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.CharField(max_length=60)),
                ('value', models.JSONField()),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('source', models.CharField(max_length=300)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rule_corrections', to='organizations.organization')),
            ],
            options={
                'ordering': ['key', 'since'],
                'constraints': [models.UniqueConstraint(fields=('organization', 'key', 'since'), name='one_correction_a_day'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='correction_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='correction_names_its_source')],
            },
        ),
    ]
