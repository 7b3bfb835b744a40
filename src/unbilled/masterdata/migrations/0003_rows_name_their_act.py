"""Every row names the act that wrote it."""

from django.db import migrations, models

from unbilled.foundation.migrating import of_the_oldest_act


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("masterdata", "0002_what_the_trial_asked"),
    ]

    operations = [
        of_the_oldest_act("masterdata_customer", "line.company_id"),
        of_the_oldest_act("masterdata_role", "line.company_id"),
        of_the_oldest_act("masterdata_org_unit", "line.company_id"),
        of_the_oldest_act("masterdata_resource", "line.company_id"),
        of_the_oldest_act("masterdata_project", "line.company_id"),
        of_the_oldest_act("masterdata_task", "line.company_id"),
        of_the_oldest_act("masterdata_category", "line.company_id"),
        migrations.AlterField(
            model_name="customer",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="role",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="orgunit",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="resource",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="project",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="task",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="category",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
    ]
