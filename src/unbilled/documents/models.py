"""The legal paper: bytes as they were sent, kept for good."""

from django.db import models

from unbilled.foundation import fields


class Document(models.Model):
    """A rendered invoice: its bytes and their fingerprint."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    invoice = fields.parent("ledger.Invoice", "Posted invoice.")
    document_format = fields.word("pdf, or xml for the electronic invoice.")
    content = models.BinaryField(db_comment="The bytes.")
    sha256 = models.CharField(max_length=64, db_comment="SHA-256 of the bytes, hexadecimal.")
    renderer = fields.text("Program and version that rendered it.")
    einvoice_format = fields.word(
        "Format of the electronic invoice that it is or holds; empty: none.",
        default="",
        db_default="",
        blank=True,
    )
    rules = models.JSONField(
        default=list, db_default=[], db_comment="Rules that it has passed, with version and hash."
    )
    findings = models.JSONField(
        default=list, db_default=[], db_comment="What these rules warn of: rule, text, place, layer."
    )
    act_id = fields.act("Act that printed it (people_act).")

    class Meta:
        db_table = "documents_document"
        db_table_comment = "Documents of posted invoices, append-only, each with its SHA-256."
        constraints = [
            models.UniqueConstraint("invoice", "document_format", name="documents_document_is_rendered_once")
        ]


class Stationery(models.Model):
    """What a company's paper is made with: a layout of its own, as it was each time it was changed, or a logo."""

    KINDS = [("layout", "layout"), ("logo", "logo")]

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    stationery_kind = fields.word("layout or logo.", KINDS)
    name = fields.word("Name of the layout; of the logo its file.")
    media_type = fields.word("text/typst, image/png or image/svg+xml.")
    content = models.BinaryField(db_comment="The bytes.")
    act_id = fields.act("Act that kept it (people_act).")

    class Meta:
        db_table = "documents_stationery"
        db_table_comment = "Layouts and logos of companies, append-only: the last of a name holds."
        indexes = [
            models.Index(fields=["company", "stationery_kind", "name"], name="documents_stationery_by_name")
        ]

    def __str__(self) -> str:
        return self.name
