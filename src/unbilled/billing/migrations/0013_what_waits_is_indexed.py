from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0012_products"),
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
