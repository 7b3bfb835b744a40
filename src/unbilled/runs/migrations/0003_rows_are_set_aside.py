from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("runs", "0002_guards")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="runitem",
            name="subject",
            field=models.CharField(
                db_comment="What was set aside: row, entry, journal_line, contract, proforma, proposal or invoice.",
                max_length=40,
            ),
        ),
    ]
