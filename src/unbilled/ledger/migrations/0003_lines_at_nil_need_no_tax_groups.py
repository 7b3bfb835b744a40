"""Invoice lines at nil may have no tax groups."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_guards")]

    operations = [
        migrations.AlterField(
            model_name="invoiceline",
            name="tax_group_id",
            field=models.BigIntegerField(null=True, db_comment="Sales tax group; may be empty at nil."),
        ),
        migrations.AlterField(
            model_name="invoiceline",
            name="item_tax_group_id",
            field=models.BigIntegerField(null=True, db_comment="Item sales tax group; may be empty at nil."),
        ),
    ]
