from django.db import migrations

from unbilled.foundation.guards import fillfactor


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0007_totals_of_drafts"),
    ]

    operations = [
        # A total is changed by every chunk that touches it: with room on its page it writes no index.
        fillfactor("work_submitted_total", 50),
    ]
