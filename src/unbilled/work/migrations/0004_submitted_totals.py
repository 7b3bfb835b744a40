import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0006_electronic_invoices"),
        ("work", "0003_receipts"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubmittedTotal",
            fields=[
                (
                    "project_id",
                    models.BigIntegerField(db_comment="Project.", primary_key=True, serialize=False),
                ),
                ("entry_count", models.BigIntegerField(db_comment="Number of submitted entries.")),
                (
                    "hours",
                    models.DecimalField(db_comment="Hours among them.", decimal_places=6, max_digits=18),
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
                "db_table": "work_submitted_total",
                "db_table_comment": "Totals of submitted entries by project; derived and verified.",
            },
        ),
        # From here on the guards keep them.
        migrations.RunSQL(
            "insert into work_submitted_total (project_id, company_id, entry_count, hours)"
            " select project_id, company_id, count(*),"
            " coalesce(sum(quantity) filter (where transaction_class = 'time' and unit = 'hour'), 0)"
            " from work_entry where status = 'submitted' group by project_id, company_id",
            migrations.RunSQL.noop,
        ),
    ]
