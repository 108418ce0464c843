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
            name='CorrectionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('about', models.CharField(max_length=200)),
                ('words', models.TextField()),
                ('state', models.CharField(choices=[('asked', 'Chờ trả lời'), ('corrected', 'Đã đính chính'), ('declined', 'Giữ nguyên, có nêu lý do'), ('withdrawn', 'Người yêu cầu đã rút')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('last_day', models.DateField()),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('addressee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections_to_answer', to='organizations.person')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections_answered', to='organizations.person')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='organizations.organization')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections_asked', to='organizations.person')),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'corrected', 'declined', 'withdrawn'])), name='correction_state_listed'), models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('about', ''), _negated=True)), name='a_correction_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='correction_answer_is_whole'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['corrected', 'declined']), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='an_answer_has_words')],
            },
        ),
    ]
