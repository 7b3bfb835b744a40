"""Every row names the act that wrote it."""

from django.db import migrations, models


def of_the_oldest_act(table: str, company: str) -> migrations.RunSQL:
    """Rows that were written without an act take the oldest act of their company, else the oldest of all."""
    return migrations.RunSQL(
        f"""
        update {table} as line
           set act_id = coalesce((select min(act.id) from people_act as act where act.company_id = {company}),
                                 (select min(act.id) from people_act as act))
         where act_id is null
        """,  # noqa: S608
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("companies", "0002_what_the_trial_asked"),
    ]

    operations = [
        of_the_oldest_act("companies_dimension_set", "line.company_id"),
        of_the_oldest_act("companies_terms_of_payment", "line.company_id"),
        of_the_oldest_act("companies_company", "line.id"),
        of_the_oldest_act("companies_exchange_rate", "line.company_id"),
        of_the_oldest_act("companies_number_series", "line.company_id"),
        migrations.AlterField(
            model_name="dimensionset",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="termsofpayment",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="company",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="exchangerate",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="numberseries",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
    ]
