"""What migrations of several rooms do to rows that are there already."""

from django.db import migrations


def of_the_oldest_act(table: str, company: str) -> migrations.RunSQL:
    """Rows that were written without an act take the oldest act of their company, else the oldest of all."""
    return migrations.RunSQL(
        f"""
        update {table} as line
           set act_id = coalesce((select min(act.id) from people_act as act where act.company_id = {company}),
                                 (select min(act.id) from people_act as act))
         where act_id is null
        """,  # noqa: S608
        migrations.RunSQL.noop,
    )
