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
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=20, unique=True)),
                ('day', models.DateField(null=True)),
                ('at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LateList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('announced', 'Đã báo trước cho đơn vị'), ('handed', 'Đã báo cáo Thường trực'), ('dropped', 'Không còn việc quá hạn')], default='announced', max_length=10)),
                ('announced_on', models.DateField()),
                ('hand_on', models.DateField()),
                ('handed_at', models.DateTimeField(blank=True, null=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='late_lists', to='organizations.organization')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='late_lists', to='files.storedfile')),
                ('handed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='late_lists_handed', to='organizations.person')),
            ],
            options={
                'ordering': ['-announced_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['announced', 'handed', 'dropped'])), name='late_list_state_listed'), models.UniqueConstraint(condition=models.Q(('state', 'announced')), fields=('authority',), name='one_announced_list'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'handed'), _negated=True), models.Q(('file__isnull', False), ('handed_at__isnull', False), ('handed_by__isnull', False)), _connector='OR'), name='a_handed_list_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('second', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('proposed', 'Chờ ký'), ('issued', 'Đã phát hành'), ('explained', 'Đã giải trình, chờ xem xét'), ('settled', 'Giải trình được chấp nhận'), ('dropped', 'Không cần gửi')], default='proposed', max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('ordered_at', models.DateTimeField(blank=True, null=True)),
                ('number', models.CharField(blank=True, max_length=30)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('answer_by', models.DateField(blank=True, null=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters_directed', to='organizations.organization')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='files.storedfile')),
                ('ordered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_ordered', to='organizations.person')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters_sent', to='organizations.organization')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_signed', to='organizations.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters_received', to='organizations.organization')),
            ],
            options={
                'ordering': ['-proposed_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'issued', 'explained', 'settled', 'dropped'])), name='letter_state_listed'), models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('organization', 'authority', 'unit'), name='one_proposed_letter_a_unit'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('organization', 'number', 'issued_on'), name='one_letter_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('ordered_at', None), ('ordered_by', None)), models.Q(('ordered_at__isnull', False), ('ordered_by__isnull', False)), _connector='OR'), name='the_order_of_a_letter_is_whole'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'dropped']), models.Q(('answer_by__isnull', False), ('file__isnull', False), ('issued_on__isnull', False), ('signed_by__isnull', False), models.Q(('number', ''), _negated=True)), _connector='OR'), name='an_issued_letter_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Explanation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('words', models.TextField()),
                ('given_at', models.DateTimeField()),
                ('accepted', models.BooleanField(null=True)),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('judgement', models.TextField(blank=True)),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='explanations_given', to='organizations.person')),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='explanations_judged', to='organizations.person')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='explanations', to='urging.letter')),
            ],
            options={
                'ordering': ['given_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='an_explanation_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('accepted', None), ('judged_at', None), ('judged_by', None)), models.Q(('accepted__isnull', False), ('judged_at__isnull', False), ('judged_by__isnull', False)), _connector='OR'), name='a_judgement_is_whole'), models.UniqueConstraint(condition=models.Q(('accepted', None)), fields=('letter',), name='one_explanation_waits')],
            },
        ),
        migrations.CreateModel(
            name='Urging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('step', models.CharField(choices=[('remind_first', 'Nhắc lần đầu trước hạn'), ('remind_last', 'Nhắc lần cuối trước hạn'), ('remind_late', 'Nhắc quá hạn'), ('telephone', 'Trao đổi qua điện thoại'), ('letter', 'Công văn đôn đốc'), ('second', 'Công văn lần hai, đề nghị giải trình'), ('list', 'Danh sách báo cáo Thường trực')], max_length=15)),
                ('deadline_on', models.DateField()),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('spoken_with', models.CharField(blank=True, max_length=200)),
                ('promised_on', models.DateField(blank=True, null=True)),
                ('words', models.TextField(blank=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='urgings', to='assignments.assignment')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='urgings_made', to='organizations.person')),
                ('late_list', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='urgings', to='urging.latelist')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='urgings', to='urging.letter')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'indexes': [models.Index(fields=['step', 'on'], name='urging_urgi_step_97a11a_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('step__in', ['remind_first', 'remind_last', 'remind_late', 'telephone', 'letter', 'second', 'list'])), name='urging_step_listed'), models.UniqueConstraint(condition=models.Q(('step__in', ['remind_first', 'remind_last', 'remind_late', 'list'])), fields=('assignment', 'step', 'deadline_on'), name='one_reminder_a_step_and_deadline'), models.CheckConstraint(condition=models.Q(models.Q(('step', 'telephone'), _negated=True), models.Q(('spoken_with', ''), _negated=True), _connector='OR'), name='a_call_says_with_whom'), models.CheckConstraint(condition=models.Q(models.Q(('step__in', ['letter', 'second']), _negated=True), ('letter__isnull', False), _connector='OR'), name='a_letter_step_names_its_letter')],
            },
        ),
    ]
