"""References of entries are checked once for a set, not once for each row and key."""

import django.db.models.deletion
from django.db import migrations, models

from unbilled.foundation.guards import install
from unbilled.work.guards import guards


class Migration(migrations.Migration):
    dependencies = [
        ("masterdata", "0003_parents_of_entries_stay"),
        ("work", "0002_guards"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="approval",
            field=models.ForeignKey(
                blank=True,
                db_comment="Last decision.",
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="work.approval",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="category",
            field=models.ForeignKey(
                blank=True,
                db_comment="Category.",
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="masterdata.category",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="company",
            field=models.ForeignKey(
                db_comment="Company the work was done for.",
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="masterdata.company",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="project",
            field=models.ForeignKey(
                db_comment="Project.",
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="masterdata.project",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="resource",
            field=models.ForeignKey(
                blank=True,
                db_comment="Who or what did it.",
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="masterdata.resource",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="role",
            field=models.ForeignKey(
                blank=True,
                db_comment="Role worked as.",
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="masterdata.role",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="task",
            field=models.ForeignKey(
                blank=True,
                db_comment="Task.",
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="masterdata.task",
            ),
        ),
        *install(guards()),
    ]
