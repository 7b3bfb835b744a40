from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("runs", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="run",
            name="done_count",
            field=models.BigIntegerField(db_comment="Lines done so far.", default=0),
        ),
        migrations.AddField(
            model_name="run",
            name="is_cancel_asked",
            field=models.BooleanField(
                db_comment="Whether somebody wants it to stop after the chunk it is at.", default=False
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="task",
            field=models.JSONField(
                db_comment="What a worker carries out; null of a run that a command carries out itself.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="total_count",
            field=models.BigIntegerField(db_comment="Lines in all; 0 while nobody has counted.", default=0),
        ),
        migrations.AlterField(
            model_name="run",
            name="status",
            field=models.CharField(
                choices=[
                    ("running", "running"),
                    ("waiting", "waiting"),
                    ("interrupted", "interrupted"),
                    ("finished", "finished"),
                    ("canceled", "canceled"),
                    ("refused", "refused"),
                ],
                db_comment="Where it stands.",
                default="running",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="runitem",
            name="record_kind",
            field=models.CharField(
                db_comment="What was set aside: row, entry, sale, journal_line, contract, proforma, proposal, invoice; "
                "run where the run as a whole was refused.",
                max_length=40,
            ),
        ),
    ]
