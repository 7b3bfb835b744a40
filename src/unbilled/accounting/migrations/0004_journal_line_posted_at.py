from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("accounting", "0003_proposal_line_taxes")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="journalline",
            name="posted_at",
            field=models.DateTimeField(db_comment="When it was posted; empty: not yet.", null=True),
        )
    ]
