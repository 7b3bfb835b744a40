"""What entries refer to stays, as their references are no declared keys any more."""

from typing import ClassVar

from django.db import migrations

from unbilled.foundation.guards import install, undeletable

TABLES = ("masterdata_task", "masterdata_role", "masterdata_category", "masterdata_resource")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("masterdata", "0002_guards")]

    operations: ClassVar = install([undeletable(table) for table in TABLES])
