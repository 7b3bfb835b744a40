"""Lines of a proposal stand in groups."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("accounting", "0004_fewer_indexes"),
    ]

    operations = [
        migrations.AlterModelTableComment(
            name="proposalline",
            table_comment="Lines of invoice proposals: billed sales with tax groups, tax and format group.",
        ),
        migrations.AddField(
            model_name="proposalline",
            name="group_is_summary",
            field=models.BooleanField(
                db_comment="The group is printed as one line.", db_default=False, default=False
            ),
        ),
        migrations.AddField(
            model_name="proposalline",
            name="group_no",
            field=models.IntegerField(
                db_comment="Place of its group on the paper; empty: it stands under its project and task.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="proposalline",
            name="group_title",
            field=models.TextField(
                blank=True,
                db_comment="Title of the group, as printed; empty without a group.",
                db_default="",
                default="",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalline",
            constraint=models.CheckConstraint(
                condition=Q(group_no__isnull=True, group_title="", group_is_summary=False)
                | (Q(group_no__isnull=False) & ~Q(group_title="")),
                name="accounting_proposal_line_group_has_a_title",
            ),
        ),
    ]
