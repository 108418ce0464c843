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
            name='Countersign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('act', models.CharField(max_length=60)),
                ('frozen', models.TextField()),
                ('frozen_hash', models.CharField(max_length=64)),
                ('reason', models.TextField()),
                ('state', models.CharField(choices=[('proposed', 'Chờ xác nhận'), ('confirmed', 'Đã xác nhận, đã thực hiện'), ('refused', 'Không xác nhận'), ('withdrawn', 'Người đề nghị đã rút'), ('expired', 'Quá hạn, không còn hiệu lực')], default='proposed', max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('last_day', models.DateField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_reason', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='countersigns_decided', to='organizations.person')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='countersigns', to='organizations.organization')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='countersigns_proposed', to='organizations.person')),
            ],
            options={
                'ordering': ['-proposed_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'last_day'], name='rights_coun_state_caf843_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'confirmed', 'refused', 'withdrawn', 'expired'])), name='countersign_state_listed'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='countersign_decision_is_whole'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['confirmed', 'refused']), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='nobody_countersigns_alone'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_countersign_has_its_reason'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('decision_reason', ''), _negated=True), _connector='OR'), name='a_refusal_has_its_reason'), models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('act', 'frozen_hash'), name='one_open_countersign_of_the_same')],
            },
        ),
    ]
