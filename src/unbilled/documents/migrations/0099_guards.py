from typing import ClassVar

from django.db import migrations

from unbilled.documents.guards import guards
from unbilled.foundation.guards import install


class Migration(migrations.Migration):
    dependencies: ClassVar = [("documents", "0001_initial")]

    operations: ClassVar = [*install(guards())]
