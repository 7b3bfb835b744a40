"""Every row names the act that wrote it."""

from django.db import migrations, models

from unbilled.foundation.migrating import of_the_oldest_act


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("tax", "0002_what_the_trial_asked"),
    ]

    operations = [
        of_the_oldest_act("tax_tax_code", "line.company_id"),
        of_the_oldest_act(
            "tax_tax_rate",
            "(select company_id from tax_tax_code as parent where parent.id = line.tax_code_id)",
        ),
        of_the_oldest_act("tax_tax_group", "line.company_id"),
        of_the_oldest_act("tax_item_tax_group", "line.company_id"),
        of_the_oldest_act("tax_parameters", "line.company_id"),
        migrations.AlterField(
            model_name="taxcode",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="taxrate",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="taxgroup",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="itemtaxgroup",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="taxparameters",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
    ]
