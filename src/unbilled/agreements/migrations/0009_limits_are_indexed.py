from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0008_products"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(
                condition=models.Q(("limit_amount__isnull", False)),
                fields=["company"],
                name="agreements_contract_limited",
            ),
        ),
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(
                condition=models.Q(("time_rounding", ""), _negated=True),
                fields=["company"],
                name="agreements_contract_rounding",
            ),
        ),
        migrations.AddIndex(
            model_name="contractcustomer",
            index=models.Index(
                condition=models.Q(("limit_amount__isnull", False)),
                fields=["contract"],
                name="agreements_customer_limited",
            ),
        ),
        migrations.AddIndex(
            model_name="contractline",
            index=models.Index(
                condition=models.Q(("limit_amount__isnull", False)),
                fields=["company"],
                name="agreements_line_limited",
            ),
        ),
        migrations.AddIndex(
            model_name="linecustomer",
            index=models.Index(
                condition=models.Q(("limit_amount__isnull", False)),
                fields=["contract_line"],
                name="agreements_payer_limited",
            ),
        ),
    ]
