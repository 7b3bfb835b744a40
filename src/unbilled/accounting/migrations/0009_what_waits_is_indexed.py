from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounting", "0008_draft_totals"),
        ("agreements", "0008_products"),
        ("billing", "0012_products"),
        ("companies", "0009_names_of_emoji"),
        ("masterdata", "0006_receipts_wanted"),
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
