"""Every row names the act that wrote it."""

from django.db import migrations, models


def of_the_company(table: str) -> migrations.RunSQL:
    """Rows that were written without an act take that of their company."""
    return migrations.RunSQL(
        f"""
        update {table} as line
           set act_id = company.act_id
          from companies_company as company
         where company.id = line.company_id
           and line.act_id is null
        """,  # noqa: S608
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0002_what_the_trial_asked"),
    ]

    operations = [
        of_the_company("companies_dimension_set"),
        of_the_company("companies_terms_of_payment"),
        of_the_company("companies_exchange_rate"),
        of_the_company("companies_number_series"),
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
