import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0009_names_of_emoji"),
        ("ledger", "0015_written_lines_and_discounts"),
    ]

    operations = [
        migrations.CreateModel(
            name="PostedTotal",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "company_id",
                        "transaction_date",
                        "transaction_type",
                        "transaction_class",
                        "transaction_currency",
                        "is_accrued",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("transaction_date", models.DateField(db_comment="Day of the work.")),
                (
                    "transaction_type",
                    models.CharField(db_comment="cost, unbilled_sales or billed_sales.", max_length=40),
                ),
                ("transaction_class", models.CharField(db_comment="Class of the actuals.", max_length=40)),
                ("transaction_currency", models.CharField(db_comment="Transaction currency.", max_length=3)),
                ("is_accrued", models.BooleanField(db_comment="Revenue was accrued.")),
                ("line_count", models.BigIntegerField(db_comment="Number of project transactions.")),
                (
                    "transaction_amount",
                    models.DecimalField(
                        db_comment="Sum, transaction currency.", decimal_places=4, max_digits=20
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_comment="Company.",
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="companies.company",
                    ),
                ),
            ],
            options={
                "db_table": "ledger_posted_total",
                "db_table_comment": "Totals of project transactions by day of the work and kind; derived and verified.",
            },
        ),
        # From here on the guards keep them.
        migrations.RunSQL(
            "insert into ledger_posted_total"
            " (company_id, transaction_date, transaction_type, transaction_class, transaction_currency, is_accrued,"
            " line_count, transaction_amount)"
            " select company_id, transaction_date, transaction_type, transaction_class, transaction_currency,"
            " is_accrued, count(*), sum(transaction_amount)"
            " from ledger_project_transaction"
            " group by company_id, transaction_date, transaction_type, transaction_class, transaction_currency,"
            " is_accrued",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveIndex(model_name="projecttransaction", name="ledger_project_trans_voucher"),
        migrations.AddIndex(
            model_name="projecttransaction",
            index=models.Index(fields=["voucher"], name="ledger_project_trans_voucher"),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(models.F("voucher"), name="ledger_invoice_voucher_is_its_own"),
        ),
    ]
