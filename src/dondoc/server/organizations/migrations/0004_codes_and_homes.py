"""Mã đang dùng, tổ chức đảng đã ghép, nhóm đã lập: ghi vào bảng mới. / Codes borne, Party bodies joined, groups made: into the new tables."""

from django.db import migrations


def fill(apps, schema_editor):
    Organization = apps.get_model("organizations", "Organization")
    IdentityCode = apps.get_model("organizations", "IdentityCode")
    Link = apps.get_model("organizations", "Link")
    Placement = apps.get_model("organizations", "Placement")
    Group = apps.get_model("organizations", "Group")
    coded = Organization.objects.exclude(code="").only("pk", "code")
    IdentityCode.objects.bulk_create((IdentityCode(organization=one, code=one.code) for one in coded), batch_size=1000)
    top = Organization.objects.filter(parent=None).order_by("path").first()
    for group in Group.objects.all():
        group.organization = Organization.objects.filter(uid=group.rule.get("under") or None).first() or top
        group.save(update_fields=["organization"])
    for party in Organization.objects.exclude(party_organization_of=None).select_related("party_organization_of"):
        agency = party.party_organization_of
        since = Placement.objects.filter(organization__in=(party, agency), until=None).order_by("-since").values_list("since", flat=True)[0]
        Link.objects.create(organization=party, other=agency, kind="party", since=since)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0003_ties_codes_groups")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
