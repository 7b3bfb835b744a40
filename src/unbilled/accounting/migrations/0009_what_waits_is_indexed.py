from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounting", "0008_draft_totals"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("status__in", ["header_only", "populated"])),
                fields=["company", "id"],
                name="accounting_proposal_open",
            ),
        ),
    ]
