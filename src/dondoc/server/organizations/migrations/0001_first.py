import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=160)),
                ('rule', models.JSONField()),
                ('position', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, max_length=80)),
                ('symbol', models.CharField(blank=True, max_length=30)),
                ('line', models.CharField(choices=[('party', 'Đảng'), ('state', 'Nhà nước'), ('front', 'Mặt trận và đoàn thể')], max_length=10)),
                ('kind', models.CharField(choices=[('committee', 'Cấp ủy'), ('standing', 'Thường trực, Ban Thường vụ'), ('office', 'Văn phòng'), ('board', 'Ban của cấp ủy'), ('inspection', 'Ủy ban Kiểm tra'), ('party_unit', 'Đơn vị sự nghiệp của cấp ủy'), ('cell', 'Chi bộ'), ('council', 'Hội đồng nhân dân'), ('delegation', 'Đoàn đại biểu Quốc hội'), ('peoples_committee', 'Ủy ban nhân dân'), ('department', 'Sở, ngành'), ('vertical', 'Cơ quan ngành dọc'), ('armed', 'Lực lượng vũ trang'), ('division', 'Phòng, bộ phận'), ('school', 'Trường học'), ('service', 'Đơn vị sự nghiệp'), ('enterprise', 'Doanh nghiệp'), ('front', 'Ủy ban Mặt trận Tổ quốc'), ('union', 'Tổ chức chính trị - xã hội'), ('association', 'Hội quần chúng'), ('group', 'Bộ phận giúp việc')], max_length=20)),
                ('level', models.CharField(choices=[('central', 'Trung ương'), ('province', 'Cấp tỉnh'), ('above_grassroots', 'Trên trực tiếp cơ sở'), ('district', 'Cấp huyện (đến 30/6/2025)'), ('grassroots', 'Cơ sở'), ('part', 'Bộ phận'), ('cell', 'Chi bộ')], max_length=20)),
                ('category', models.CharField(choices=[('commune', 'Xã'), ('ward', 'Phường'), ('special_zone', 'Đặc khu'), ('agency', 'Cơ quan'), ('service', 'Đơn vị sự nghiệp'), ('enterprise', 'Doanh nghiệp'), ('armed', 'Lực lượng vũ trang'), ('other', 'Khác')], default='agency', max_length=20)),
                ('code', models.CharField(blank=True, max_length=40)),
                ('founded_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('path', models.CharField(db_index=True, max_length=200)),
                ('position', models.PositiveIntegerField(default=0)),
                ('folded', models.CharField(max_length=300)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organizations.organization')),
                ('party_organization_of', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='party_organization', to='organizations.organization')),
            ],
            options={
                'ordering': ['path'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['committee', 'standing', 'office', 'board', 'inspection', 'party_unit', 'cell', 'council', 'delegation', 'peoples_committee', 'department', 'vertical', 'armed', 'division', 'school', 'service', 'enterprise', 'front', 'union', 'association', 'group'])), name='organization_kind_listed'), models.CheckConstraint(condition=models.Q(('line__in', ['party', 'state', 'front'])), name='organization_line_listed'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('founded_on', None), ('ended_on__gte', models.F('founded_on')), _connector='OR'), name='organization_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='one_organization_a_code')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('full_name', models.CharField(max_length=120)),
                ('sort_key', models.CharField(db_index=True, max_length=400)),
                ('folded', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('human', 'Người'), ('system', 'Hệ thống')], default='human', max_length=10)),
            ],
            options={
                'ordering': ['sort_key'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['human', 'system'])), name='person_kind_listed')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('basis', models.CharField(blank=True, max_length=300)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='organizations.organization')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='placed', to='organizations.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('organization',), name='one_open_placement'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='placement_has_length'), models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('organization')), _negated=True), _connector='OR'), name='nothing_stands_under_itself')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=160)),
                ('is_head', models.BooleanField(default=False)),
                ('position', models.PositiveIntegerField(default=0)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organizations.organization')),
                ('ex_officio', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='organizations.post')),
                ('shared', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['organization', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_head', True), ('until', None)), fields=('organization',), name='one_head_post'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='post_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, max_length=80)),
                ('symbol', models.CharField(blank=True, max_length=30)),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField()),
                ('basis', models.CharField(blank=True, max_length=300)),
                ('folded', models.CharField(max_length=300)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_names', to='organizations.organization')),
            ],
            options={
                'ordering': ['organization', 'until'],
                'constraints': [models.CheckConstraint(condition=models.Q(('since', None), ('until__gt', models.F('since')), _connector='OR'), name='a_name_has_length')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('leads', 'lãnh đạo'), ('guides', 'chỉ đạo chuyên môn, nghiệp vụ'), ('works_with', 'phối hợp công tác')], max_length=12)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('basis', models.CharField(blank=True, max_length=300)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_out', to='organizations.organization')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_in', to='organizations.organization')),
            ],
            options={
                'ordering': ['kind', 'since', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('organization', 'other', 'kind'), name='one_open_link_of_a_kind'), models.CheckConstraint(condition=models.Q(('kind__in', ['leads', 'guides', 'works_with'])), name='link_kind_listed'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='link_has_length'), models.CheckConstraint(condition=models.Q(('organization', models.F('other')), _negated=True), name='nothing_is_linked_to_itself')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('territory', 'theo địa bàn'), ('function', 'theo chức năng')], max_length=10)),
                ('since', models.DateField()),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='organizations.organization')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follows', to='organizations.organization')),
            ],
            options={
                'ordering': ['since', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor', 'since'), name='a_successor_once_a_day'), models.CheckConstraint(condition=models.Q(('kind__in', ['territory', 'function'])), name='succession_kind_listed'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='nobody_follows_itself')],
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('file_hash', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('held', 'Chờ xác nhận'), ('carried', 'Đã nhập'), ('dropped', 'Đã bỏ')], default='held', max_length=10)),
                ('rows', models.TextField(blank=True)),
                ('changes', models.TextField(blank=True)),
                ('changes_hash', models.CharField(blank=True, max_length=64)),
                ('basis', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
                ('carried_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='organizations.person')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='organizations.organization')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['held', 'carried', 'dropped'])), name='import_state_listed'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'carried'), _negated=True), models.Q(('carried_at__isnull', False), models.Q(('changes_hash', ''), _negated=True), models.Q(('basis', ''), _negated=True)), _connector='OR'), name='a_carried_import_proves_its_changes')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('role', models.CharField(max_length=40)),
                ('reach', models.CharField(choices=[('own', 'Tại chính cơ quan'), ('below', 'Các cơ quan cấp dưới'), ('both', 'Tại cơ quan và cấp dưới')], max_length=10)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='organizations.organization')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='organizations.post')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('post', 'role', 'organization', 'reach'), name='one_open_grant'), models.CheckConstraint(condition=models.Q(('reach__in', ['own', 'below', 'both'])), name='grant_reach_listed'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='grant_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('role', models.CharField(max_length=40)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('basis', models.CharField(max_length=300)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='organizations.person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='organizations.post')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='delegation_names_its_basis'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='delegation_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('acting', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='organizations.person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='organizations.post')),
            ],
            options={
                'ordering': ['since', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('person', 'post'), name='one_open_term_a_person_and_post'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='term_ends_after_it_begins')],
            },
        ),
    ]
