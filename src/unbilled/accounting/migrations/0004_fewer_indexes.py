from django.db import migrations

from unbilled.foundation.guards import fillfactor


class Migration(migrations.Migration):
    dependencies = [
        ("accounting", "0003_rows_name_their_act"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="journalline",
            name="accounting_journal_line_of",
        ),
        fillfactor("accounting_journal_line", 50),
    ]
