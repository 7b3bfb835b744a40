from typing import ClassVar

from django.db import migrations

from unbilled.billing.guards import guards
from unbilled.foundation.guards import fillfactor, install


class Migration(migrations.Migration):
    dependencies: ClassVar = [("billing", "0001_initial")]

    operations: ClassVar = [*install(guards()), fillfactor("billing_backlog_line", 50, vacuum_scale="0.02")]
