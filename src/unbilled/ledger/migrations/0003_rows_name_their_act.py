"""Every row names the act that wrote it."""

from django.db import migrations, models

from unbilled.foundation.migrating import of_the_oldest_act


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("ledger", "0002_what_the_trial_asked"),
    ]

    operations = [
        of_the_oldest_act("ledger_main_account", "line.company_id"),
        of_the_oldest_act("ledger_fiscal_period", "line.company_id"),
        migrations.AlterField(
            model_name="mainaccount",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="fiscalperiod",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
    ]
