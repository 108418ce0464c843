import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0003_checkpoint'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChildHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('origin', models.CharField(max_length=200)),
                ('size', models.PositiveBigIntegerField()),
                ('head', models.CharField(max_length=64)),
                ('note', models.TextField()),
                ('received_at', models.DateTimeField()),
                ('conflict', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['origin', '-size', '-received_at'],
                'constraints': [models.UniqueConstraint(fields=('origin', 'size', 'head'), name='a_head_is_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('keeper', models.CharField(choices=[('parent', 'Hệ thống cấp trên'), ('mailbox', 'Hòm thư kiểm tra')], max_length=10)),
                ('tried_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('refusal', models.CharField(blank=True, max_length=300)),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='journal.checkpoint')),
            ],
            options={
                'ordering': ['-tried_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('keeper__in', ['parent', 'mailbox'])), name='delivery_keeper_listed'), models.UniqueConstraint(fields=('checkpoint', 'keeper'), name='one_delivery_a_keeper'), models.CheckConstraint(condition=models.Q(('taken_at', None), ('refusal', ''), _connector='OR'), name='delivery_taken_or_refused')],
            },
        ),
    ]
