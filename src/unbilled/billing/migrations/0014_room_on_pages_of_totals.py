from django.db import migrations

from unbilled.foundation.guards import fillfactor


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0013_what_waits_is_indexed"),
    ]

    operations = [
        # A total is changed by every chunk that touches it: with room on its page it writes no index.
        fillfactor("billing_backlog_total", 50),
    ]
