"""Every row names the act that wrote it."""

from django.db import migrations, models

from unbilled.foundation.migrating import of_the_oldest_act


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("accounting", "0001_initial"),
    ]

    operations = [
        of_the_oldest_act("accounting_cost_revenue_profile", "line.company_id"),
        of_the_oldest_act("accounting_profile_rule", "line.company_id"),
        of_the_oldest_act("accounting_line_property", "line.company_id"),
        of_the_oldest_act("accounting_posting_rule", "line.company_id"),
        migrations.AlterField(
            model_name="costrevenueprofile",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="profilerule",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="lineproperty",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="postingrule",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
    ]
