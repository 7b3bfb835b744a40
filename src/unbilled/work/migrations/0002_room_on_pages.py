from django.db import migrations, models

from unbilled.foundation.guards import fillfactor


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0001_initial"),
    ]

    operations = [
        # Submitting and approving rewrite an entry where it stands, without touching its indexes.
        fillfactor("work_entry", 50),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["company", "transaction_date", "id"], name="work_entry_date"),
        ),
    ]
