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
    is_linked = models.BooleanField(
        default=True,
        db_default=True,
        db_comment="Kept together with a link of the chain; false: by a version that had none.",
    )
    act_id = fields.act("Act that printed it (people_act).")

    class Meta:
        db_table = "documents_document"
        db_table_comment = "Documents of posted invoices, append-only, each with its SHA-256."
        constraints = [
            models.UniqueConstraint("invoice", "document_format", name="documents_document_is_rendered_once")
        ]


class Attachment(models.Model):
    """A receipt that travels with a posted document, frozen as it was when that was posted."""

    pk = models.CompositePrimaryKey("invoice_id", "place")
    invoice = fields.parent("ledger.Invoice", "Posted invoice.")
    place = models.PositiveSmallIntegerField(db_comment="Its place among those of the invoice.")
    company = fields.parent("companies.Company", "Company.")
    name = fields.text("Name of the file.")
    media_type = fields.word("What the bytes are: application/pdf, image/png or image/jpeg.")
    content = models.BinaryField(db_comment="The bytes.")
    sha256 = models.CharField(max_length=64, db_comment="SHA-256 of the bytes, hexadecimal.")
    act_id = fields.act("Act that posted the invoice (people_act).")

    class Meta:
        db_table = "documents_attachment"
        db_table_comment = "Receipts that travel with posted invoices, append-only."


class ChainLink(models.Model):
    """What a posted document and its files said when they were kept, tied to all that was kept before."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company, each with a chain of its own.")
    position = models.BigIntegerField(db_comment="Place in the chain, from 1 on, without gaps.")
    invoice = models.OneToOneField(
        "ledger.Invoice",
        on_delete=models.PROTECT,
        related_name="+",
        db_comment="Posted document; one link each.",
    )
    record = models.TextField(
        db_comment="JSON: number, dates, parties, amounts, tax by rate, hashes of lines and files."
    )
    previous_hash = models.CharField(
        max_length=64, db_comment="Hash of the link before; of the first, 64 zeros."
    )
    hash = models.CharField(
        max_length=64,
        db_comment="SHA-256, hexadecimal, of previous hash, invoice date and SHA-256 of the record.",
    )
    act_id = fields.act("Act that kept the files (people_act).")

    class Meta:
        db_table = "documents_chain_link"
        db_table_comment = "The chain of documents kept, append-only: a changed byte or row breaks it."
        constraints = [
            models.UniqueConstraint(
                "company", "position", name="documents_chain_link_position_is_taken_once"
            ),
            models.CheckConstraint(
                condition=models.Q(position__gte=1), name="documents_chain_link_begins_at_one"
            ),
        ]
