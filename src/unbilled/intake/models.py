"""Files that people brought to a page, until their rows are entries."""

from django.db import models

from unbilled.foundation import fields


class Upload(models.Model):
    """A file of time, or of expenses, material and fees, how it is read, and what its import said."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    file_name = models.CharField(max_length=200, db_comment="Its name where it comes from.")
    content = models.BinaryField(db_comment="The file; empty once it is forgotten.")
    settings = models.JSONField(default=dict, db_comment="Format, columns, marks, and how it is brought in.")
    result = models.JSONField(null=True, db_comment="What its import said: counts, sums, notes.")
    rejected = models.BinaryField(null=True, db_comment="File of the rows that were rejected.")
    corrects_id = models.BigIntegerField(null=True, db_comment="Upload whose rejected rows it brings again.")
    uploaded_at = models.DateTimeField(db_comment="When it was brought.")
    act_id = fields.act()

    class Meta:
        db_table = "intake_upload"
        db_table_comment = "Files brought to a page, outside of what is served, until their rows are entries."
