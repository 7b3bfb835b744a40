from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0008_products"),
        ("billing", "0012_products"),
        ("companies", "0009_names_of_emoji"),
        ("masterdata", "0006_receipts_wanted"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="proforma",
            index=models.Index(
                condition=models.Q(("status", "draft")),
                fields=["company", "id"],
                name="billing_proforma_draft",
            ),
        ),
    ]
