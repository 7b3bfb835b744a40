from typing import ClassVar

from django.db import migrations

from unbilled.foundation.guards import install
from unbilled.ledger.guards import guards


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ledger", "0001_initial")]

    operations: ClassVar = [*install(guards())]
