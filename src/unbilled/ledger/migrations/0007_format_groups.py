"""Lines of an invoice stand in groups."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0006_electronic_invoices"),
    ]

    operations = [
        migrations.AddField(
            model_name="invoiceline",
            name="group_is_summary",
            field=models.BooleanField(
                db_comment="The group is printed as one line.", db_default=False, default=False
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="group_no",
            field=models.IntegerField(
                db_comment="Place of its group on the paper; empty: it stands under its project and task.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="group_title",
            field=models.TextField(
                blank=True,
                db_comment="Title of the group, as printed; empty without a group.",
                db_default="",
                default="",
            ),
        ),
    ]
