"""Totals of the backlog that no line is left of go; the guards leave none from here on."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("billing", "0002_what_the_trial_asked")]

    operations = [
        migrations.RunSQL(
            "delete from billing_backlog_total"
            " where line_count = 0 and quantity = 0 and transaction_amount = 0",
            migrations.RunSQL.noop,
        )
    ]
