import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounting", "0007_expiry"),
        ("companies", "0008_paper"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftTotal",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "company_id",
                        "contract_id",
                        "accounting_date",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("contract_id", models.BigIntegerField(db_comment="Contract; 0: none.")),
                ("accounting_date", models.DateField(db_comment="Date for the books.")),
                ("line_count", models.BigIntegerField(db_comment="Number of draft lines.")),
                ("untaxed_count", models.BigIntegerField(db_comment="Sales among them without a tax group.")),
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
                "db_table": "accounting_draft_total",
                "db_table_comment": "Totals of draft journal lines by contract and day; derived and verified.",
            },
        ),
        # From here on the guards keep them.
        migrations.RunSQL(
            "insert into accounting_draft_total"
            " (company_id, contract_id, accounting_date, line_count, untaxed_count)"
            " select company_id, coalesce(contract_id, 0), accounting_date, count(*),"
            " count(*) filter (where line_kind = 'sales' and tax_group_id is null)"
            " from accounting_journal_line where status = 'draft'"
            " group by company_id, coalesce(contract_id, 0), accounting_date",
            migrations.RunSQL.noop,
        ),
    ]
