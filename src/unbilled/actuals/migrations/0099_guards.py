from typing import ClassVar

from django.db import migrations

from unbilled.actuals.guards import guards
from unbilled.foundation.guards import install


class Migration(migrations.Migration):
    dependencies: ClassVar = [("actuals", "0001_initial")]

    operations: ClassVar = [*install(guards())]
