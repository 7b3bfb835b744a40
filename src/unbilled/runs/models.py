"""Runs: what was started over many records, how far it came, and what it set aside."""

from django.db import models

from unbilled.foundation import fields
from unbilled.runs.states import RUN


class Run(models.Model):
    """One command over many records, done in chunks that each commit whole."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    run_kind = fields.word("What it does, such as approve or post_invoices.")
    arguments = models.JSONField(default=dict, db_comment="What it was asked for.")
    status = fields.word("Where it stands.", RUN.choices, default=RUN.start)
    totals = models.JSONField(default=dict, db_comment="Records, amounts and seconds so far.")
    started_at = models.DateTimeField(db_comment="When it started.")
    finished_at = models.DateTimeField(null=True, db_comment="When it ended.")
    task = models.JSONField(
        null=True, db_comment="What a worker carries out; null of a run that a command carries out itself."
    )
    done_count = models.BigIntegerField(default=0, db_comment="Lines done so far.")
    total_count = models.BigIntegerField(default=0, db_comment="Lines in all; 0 while nobody has counted.")
    is_cancel_asked = models.BooleanField(
        default=False, db_comment="Whether somebody wants it to stop after the chunk it is at."
    )
    act_id = fields.act("Act that it is (people_act).")

    class Meta:
        db_table = "runs_run"
        db_table_comment = "Runs over many records, with their totals."


class RunItem(models.Model):
    """A record that a run set aside, with the refusal and what to do about it."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    run = models.ForeignKey("runs.Run", on_delete=models.PROTECT, related_name="items", db_comment="Run.")
    record_kind = fields.word(
        "What was set aside: row, entry, sale, journal_line, contract, proforma, proposal, invoice; "
        "run where the run as a whole was refused."
    )
    record_id = models.BigIntegerField(db_comment="Its identity; of a row its line in the file.")
    record_name = fields.text("What people call it.")
    refusal = fields.word("Code of the refusal.", max_length=80)
    sentence = fields.text("What is wrong.")
    remedy = fields.text("What to do.")

    class Meta:
        db_table = "runs_run_item"
        db_table_comment = "Records that runs set aside, each with its refusal and remedy."
