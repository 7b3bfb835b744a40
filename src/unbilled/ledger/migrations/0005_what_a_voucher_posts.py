from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0004_fewer_indexes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="projecttransaction",
            index=BrinIndex(fields=["voucher"], name="ledger_project_trans_voucher", pages_per_range=32),
        ),
    ]
