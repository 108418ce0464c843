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
            name='Reorganization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('found', 'Thành lập'), ('rename', 'Đổi tên'), ('move', 'Chuyển cơ quan cấp trên'), ('merge', 'Hợp nhất, sáp nhập'), ('split', 'Chia, tách'), ('end', 'Kết thúc hoạt động')], max_length=10)),
                ('on', models.DateField()),
                ('basis', models.CharField(max_length=300)),
                ('plan', models.JSONField()),
                ('done', models.JSONField()),
                ('at', models.DateTimeField()),
                ('undone_on', models.DateField(blank=True, null=True)),
                ('undone_basis', models.CharField(blank=True, max_length=300)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('bodies', models.ManyToManyField(related_name='reorganizations', to='organizations.organization')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reorganizations', to='organizations.person')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reorganizations_undone', to='organizations.person')),
            ],
            options={
                'ordering': ['-on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['found', 'rename', 'move', 'merge', 'split', 'end'])), name='reorganization_kind_listed'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='a_reorganization_names_its_ground'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_basis', ''), ('undone_by', None), ('undone_on', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False), ('undone_on__gte', models.F('on')), models.Q(('undone_basis', ''), _negated=True)), _connector='OR'), name='an_undoing_is_whole')],
            },
        ),
    ]
