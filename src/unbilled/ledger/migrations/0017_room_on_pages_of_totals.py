from django.db import migrations

from unbilled.foundation.guards import fillfactor


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0016_totals_of_what_is_posted"),
    ]

    operations = [
        # A total is changed by every chunk that touches it: with room on its page it writes no index.
        fillfactor("ledger_posted_total", 50),
        fillfactor("ledger_account_balance", 50),
    ]
