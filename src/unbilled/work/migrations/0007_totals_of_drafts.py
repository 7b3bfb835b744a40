from django.db import migrations, models

COUNTED = """
insert into work_submitted_total (project_id, company_id, draft_count, entry_count, hours)
select project_id, company_id, count(*), 0, 0
  from work_entry
 where status in ('draft', 'returned')
 group by project_id, company_id
on conflict (project_id) do update set draft_count = excluded.draft_count
"""


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0006_written"),
    ]

    operations = [
        migrations.AddField(
            "SubmittedTotal",
            "draft_count",
            models.BigIntegerField(db_comment="Number of drafts and returned entries.", default=0),
            preserve_default=False,
        ),
        migrations.AlterField(
            "SubmittedTotal",
            "hours",
            models.DecimalField(db_comment="Hours submitted.", decimal_places=6, max_digits=18),
        ),
        migrations.AlterModelTableComment(
            "SubmittedTotal",
            "Totals of entries that nobody has decided on, by project; derived and verified.",
        ),
        # From here on the guards keep them.
        migrations.RunSQL(COUNTED, migrations.RunSQL.noop),
    ]
