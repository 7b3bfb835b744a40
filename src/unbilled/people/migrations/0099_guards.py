from typing import ClassVar

from django.db import migrations

from unbilled.foundation.guards import install
from unbilled.people.guards import guards


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0001_initial")]

    operations: ClassVar = [*install(guards())]
