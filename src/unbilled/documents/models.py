"""The legal paper: bytes as they were sent, kept for good; and their way to the customer."""

from django.db import models

from unbilled.documents.states import DELIVERY, QUESTION
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


class SendingProfile(models.Model):
    """How a customer gets documents: by which way, to whom, in which form."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    customer = fields.parent("masterdata.Customer", "Customer who gets them.")
    channel = fields.word("email, folder, access_point or download.", default="email")
    attaches = fields.word("pdf, xml or pdf_and_xml.", default="pdf_and_xml")
    recipients = fields.text("E-mail addresses that get them, with commas between.")
    copies = fields.text("E-mail addresses that get a copy, with commas between.")
    has_page = models.BooleanField(
        default=False, db_comment="The customer gets a link to a page with the invoice."
    )
    act_id = fields.act()

    class Meta:
        db_table = "documents_sending_profile"
        db_table_comment = "How customers get documents: way, addresses, form."
        constraints = [
            models.UniqueConstraint("customer", name="documents_sending_profile_of_a_customer_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.channel} to {self.recipients}"


class MessageText(models.Model):
    """What a company writes with documents, in a language."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that writes.")
    purpose = fields.word("invoice, credit_note, question or answer.")
    language = fields.word("Language of the text.")
    subject = fields.text("Subject, with placeholders.")
    body = fields.text("Text, with placeholders.")
    act_id = fields.act()

    class Meta:
        db_table = "documents_message_text"
        db_table_comment = "Texts of e-mails, by purpose and language."
        constraints = [
            models.UniqueConstraint(
                "company", "purpose", "language", name="documents_message_text_is_one_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose}/{self.language}"


class CustomerPage(models.Model):
    """A page that shows one document to its customer, until it expires or is revoked."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity; the signed link says it.")
    company = fields.parent("companies.Company", "Company.")
    invoice = fields.parent("ledger.Invoice", "Document that it shows.")
    expires_at = models.DateTimeField(db_comment="Until when it opens.")
    revoked_act_id = models.BigIntegerField(null=True, db_comment="Act that revoked it; empty: it opens.")
    act_id = fields.act("Act that opened it (people_act).")

    class Meta:
        db_table = "documents_customer_page"
        db_table_comment = "Pages of customers: which document, until when, whether revoked."
        indexes = [models.Index("invoice", name="documents_customer_page_of")]


class Question(models.Model):
    """What a customer asks about a document, and what is answered."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    invoice = fields.parent("ledger.Invoice", "Document that it is about.")
    page = fields.parent("documents.CustomerPage", "Page on which it was asked.")
    question_no = models.IntegerField(db_comment="Its place among the questions about the document.")
    line_no = models.IntegerField(null=True, db_comment="Line that it is about; empty: the document.")
    asker = fields.text("Who asks, as they write it.")
    text = fields.text("The question.")
    answer = fields.text("The answer.")
    status = fields.word("open or answered.", QUESTION.choices, default=QUESTION.start)
    asked_at = models.DateTimeField(db_comment="When it was asked.")
    act_id = fields.act("Act that asked or answered it (people_act).")

    class Meta:
        db_table = "documents_question"
        db_table_comment = "Questions of customers about documents, with their answers."
        constraints = [
            models.UniqueConstraint("invoice", "question_no", name="documents_question_is_numbered")
        ]


class Delivery(models.Model):
    """A document on its way to whom it is for; also a question to its manager, and an answer to its customer."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company.")
    invoice = fields.parent("ledger.Invoice", "Document that is sent, or that it is about.")
    purpose = fields.word("document, question or answer.", default="document")
    question = fields.parent("documents.Question", "Question that it tells of.", null=True)
    page = fields.parent("documents.CustomerPage", "Page that it has a link to.", null=True)
    sending_no = models.IntegerField(db_comment="1 the first time that it is sent, 2 when it is sent again.")
    name = fields.text("What people call it: number of the document and of the sending.")
    channel = fields.word("email, folder, access_point or download.")
    attaches = fields.word("pdf, xml or pdf_and_xml; empty: nothing.", blank=True)
    language = fields.word("Language of the text.")
    sent_to = fields.text("Addresses, with commas between.")
    recipients = models.JSONField(
        default=dict,
        db_comment="By address: whether it is a copy, its state and the last answer of the server.",
    )
    subject = fields.text("Subject as it was written.")
    body = fields.text("Text as it was written.")
    message_id = fields.text("Message-ID, the same at every attempt.")
    status = fields.word("Where it stands.", DELIVERY.choices, default=DELIVERY.start)
    attempts = models.IntegerField(default=0, db_comment="How often it was tried.")
    next_attempt_at = models.DateTimeField(
        null=True, db_comment="When it is tried next; empty: not by itself."
    )
    last_answer = fields.text("What the last attempt was answered.")
    queued_at = models.DateTimeField(db_comment="When it was put into the queue.")
    act_id = fields.act()

    class Meta:
        db_table = "documents_delivery"
        db_table_comment = "Documents on their way: to whom, by what, and what became of it."
        constraints = [
            models.UniqueConstraint("company", "message_id", name="documents_delivery_message_is_one"),
            models.UniqueConstraint(
                "invoice",
                "purpose",
                "question",
                "sending_no",
                nulls_distinct=False,
                name="documents_delivery_is_numbered",
            ),
        ]
        indexes = [
            models.Index(
                "company",
                "next_attempt_at",
                condition=models.Q(status__in=("waiting", "sending")),
                name="documents_delivery_due",
            )
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
