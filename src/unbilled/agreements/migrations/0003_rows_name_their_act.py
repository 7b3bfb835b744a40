"""Every row names the act that wrote it."""

from django.db import migrations, models

from unbilled.foundation.migrating import of_the_oldest_act


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("agreements", "0001_initial"),
    ]

    operations = [
        of_the_oldest_act("agreements_contract", "line.company_id"),
        of_the_oldest_act(
            "agreements_fixed_rate_agreement",
            "(select company_id from agreements_contract as parent where parent.id = line.contract_id)",
        ),
        of_the_oldest_act("agreements_contract_line", "line.company_id"),
        of_the_oldest_act("agreements_price_list", "line.company_id"),
        of_the_oldest_act(
            "agreements_role_price",
            "(select company_id from agreements_price_list as parent where parent.id = line.price_list_id)",
        ),
        of_the_oldest_act(
            "agreements_category_price",
            "(select company_id from agreements_price_list as parent where parent.id = line.price_list_id)",
        ),
        migrations.AlterField(
            model_name="contract",
            name="status",
            field=models.CharField(
                choices=[("draft", "draft"), ("confirmed", "confirmed"), ("closed", "closed")],
                db_comment="Where the contract stands.",
                default="draft",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="contract",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="fixedrateagreement",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="contractline",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="pricelist",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="roleprice",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
        migrations.AlterField(
            model_name="categoryprice",
            name="act_id",
            field=models.BigIntegerField(db_comment="Act that last wrote the row (people_act)."),
        ),
    ]
