import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assignments', '0001_first'),
        ('files', '0001_first'),
        ('organizations', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.CharField(max_length=10)),
                ('opens_on', models.DateField()),
                ('due_on', models.DateField()),
                ('review_by', models.DateField()),
                ('lock_on', models.DateField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='organizations.organization')),
            ],
            options={
                'ordering': ['opens_on', 'key'],
                'constraints': [models.UniqueConstraint(fields=('organization', 'key'), name='one_period_a_key'), models.CheckConstraint(condition=models.Q(('due_on__lte', models.F('review_by')), ('opens_on__lte', models.F('due_on')), ('review_by__lte', models.F('lock_on'))), name='the_four_dates_are_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('open', 'Chưa nhập'), ('entered', 'Đã nhập, chờ thủ trưởng duyệt'), ('submitted', 'Đã nộp'), ('accepted', 'Đã xác nhận'), ('returned', 'Trả lại để bổ sung')], default='open', max_length=10)),
                ('progress', models.CharField(blank=True, choices=[('in_hand', 'Đang thực hiện'), ('done', 'Hoàn thành'), ('unchanged', 'Không thay đổi so với kỳ trước'), ('nothing', 'Không phát sinh')], max_length=10)),
                ('percent', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('quantity', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ('result', models.TextField(blank=True)),
                ('difficulties', models.TextField(blank=True)),
                ('requests', models.TextField(blank=True)),
                ('entered_at', models.DateTimeField(blank=True, null=True)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('saves', models.PositiveIntegerField(default=0)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='assignments.assignment')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_entered', to='organizations.person')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.period')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_submitted', to='organizations.person')),
            ],
            options={
                'ordering': ['assignment', 'period', 'version'],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'period', 'version'), name='one_report_a_period_and_version'), models.UniqueConstraint(condition=models.Q(('state', 'returned'), _negated=True), fields=('assignment', 'period'), name='one_open_version_a_period'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'entered', 'submitted', 'accepted', 'returned'])), name='report_state_listed'), models.CheckConstraint(condition=models.Q(('percent', None), ('percent__lte', 100), _connector='OR'), name='percent_is_a_percent'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['open', 'entered']), ('submitted_at', None), ('submitted_by', None)), models.Q(('state__in', ['submitted', 'accepted', 'returned']), ('submitted_at__isnull', False), ('submitted_by__isnull', False), models.Q(('progress', ''), _negated=True)), _connector='OR'), name='submission_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='UnitReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.CharField(blank=True, max_length=30)),
                ('made_at', models.DateTimeField()),
                ('scan_name', models.CharField(blank=True, max_length=255)),
                ('scanned_at', models.DateTimeField(blank=True, null=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_reports', to='files.storedfile')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_reports_made', to='organizations.person')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_reports', to='organizations.organization')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_reports', to='reports.period')),
                ('scan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signed_unit_reports', to='files.storedfile')),
                ('scanned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='unit_reports_scanned', to='organizations.person')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('scan', None), ('scanned_at', None), ('scanned_by', None)), models.Q(('scan__isnull', False), ('scanned_at__isnull', False), ('scanned_by__isnull', False)), _connector='OR'), name='the_signed_scan_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=255)),
                ('added_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organizations.person')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='files.storedfile')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='reports.report')),
            ],
            options={
                'ordering': ['added_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('decides', models.BooleanField()),
                ('verdict', models.CharField(choices=[('accept', 'Xác nhận'), ('return', 'Trả lại để bổ sung')], max_length=10)),
                ('completes', models.BooleanField(default=False)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='organizations.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='reports.report')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('decides', True)), fields=('report',), name='one_decision_a_report'), models.CheckConstraint(condition=models.Q(('verdict__in', ['accept', 'return'])), name='review_verdict_listed'), models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'return'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_return_says_why')],
            },
        ),
    ]
