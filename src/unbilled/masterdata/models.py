"""Who and what the business works with: customers, projects, people and machines, roles, categories."""

from django.db import models

from unbilled.foundation import fields

BILLING_TYPES = [
    ("chargeable", "chargeable"),
    ("non_chargeable", "non-chargeable"),
    ("complimentary", "complimentary"),
    ("not_available", "not available"),
]


class Customer(models.Model):
    """Someone who is invoiced."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company whose customer this is.")
    account = fields.word("Account number people use.")
    name = fields.text("Legal name.")
    address = fields.text("Postal address, one line per line.")
    country = models.CharField(max_length=2, default="", blank=True, db_comment="ISO 3166 country code.")
    vat_id = fields.text("VAT identification number.")
    electronic_address = fields.text("Address for electronic invoices.")
    electronic_scheme = fields.text("Scheme of that address, such as 0088.")
    buyer_reference = fields.text("Reference the customer wants on invoices.")
    post_code = fields.text("Post code; empty: as the address says it.", db_default="")
    city = fields.text("Town; empty: as the address says it.", db_default="")
    legal_id = fields.text("Number in a register of companies.", db_default="")
    legal_scheme = fields.text("Scheme of that number, such as 0002.", db_default="")
    einvoice_format = fields.word(
        "Format of electronic invoices; empty: the company's.", default="", db_default="", blank=True
    )
    payment_means = fields.word(
        "How the customer pays: transfer, direct_debit or card.", default="transfer", db_default="transfer"
    )
    mandate = fields.text("Reference of the mandate for direct debit.", db_default="")
    debited_account = fields.text("Account that is debited.", db_default="")
    wants_timesheet = models.BooleanField(
        default=False, db_default=False, db_comment="The timesheet travels inside the electronic invoice."
    )
    wants_receipts = models.BooleanField(
        default=False, db_default=False, db_comment="Receipts of billed expenses travel inside the document."
    )
    language = fields.word("Language of documents.", default="en")
    currency = fields.parent(
        "companies.Currency", "Currency the customer usually buys in.", null=True, blank=True
    )
    customer_group = fields.text("Group that posting rules may name.")
    terms = fields.parent("companies.TermsOfPayment", "Terms of payment.", null=True, blank=True)
    tax_group = fields.parent("tax.TaxGroup", "Sales tax group.", null=True, blank=True)
    dimension_set = fields.parent(
        "companies.DimensionSet", "Dimensions of the customer balance entry.", null=True, blank=True
    )
    on_hold = models.BooleanField(default=False, db_comment="No invoice is posted while set.")
    wants_nil_invoices = models.BooleanField(
        default=False, db_comment="Work that charges nothing is invoiced all the same."
    )
    act_id = fields.act()

    class Meta:
        db_table = "masterdata_customer"
        db_table_comment = "Customers: legal data, terms, tax group, hold."
        constraints = [
            models.UniqueConstraint("company", "account", name="masterdata_customer_account_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.name}"


class Role(models.Model):
    """What someone works as; prices and chargeability go by it."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that uses the role.")
    name = fields.text("Name, such as Developer.")
    billing_type = fields.word(
        "Chargeable or not, unless the line says.", BILLING_TYPES, default="chargeable"
    )
    act_id = fields.act()

    class Meta:
        db_table = "masterdata_role"
        db_table_comment = "Roles with their usual chargeability."
        constraints = [models.UniqueConstraint("company", "name", name="masterdata_role_name_is_unique")]

    def __str__(self) -> str:
        return self.name


class WriteOffReason(models.Model):
    """Why amounts are written off or written up."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that gives the reason.")
    code = fields.word("Code people use.")
    name = fields.text("What it says, where nobody says more.")
    act_id = fields.act()

    class Meta:
        db_table = "masterdata_write_off_reason"
        db_table_comment = "Reasons for which amounts are written off or written up."
        constraints = [
            models.UniqueConstraint("company", "code", name="masterdata_write_off_reason_code_is_unique")
        ]

    def __str__(self) -> str:
        return self.code


class OrgUnit(models.Model):
    """An organization unit that prices may name."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company the unit belongs to.")
    name = fields.text("Name.")
    act_id = fields.act()

    class Meta:
        db_table = "masterdata_org_unit"
        db_table_comment = "Organization units."
        constraints = [models.UniqueConstraint("company", "name", name="masterdata_org_unit_name_is_unique")]

    def __str__(self) -> str:
        return self.name


class Resource(models.Model):
    """A person or machine whose work is entered."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that employs or buys the resource.")
    name = fields.text("Name as it stands in timesheets.")
    email = fields.text("E-mail address, a second way to recognize the resource.")
    role = fields.parent("masterdata.Role", "Usual role.", null=True, blank=True)
    org_unit = fields.parent("masterdata.OrgUnit", "Organization unit.", null=True, blank=True)
    act_id = fields.act()

    class Meta:
        db_table = "masterdata_resource"
        db_table_comment = "People and machines whose work is entered."
        constraints = [models.UniqueConstraint("company", "name", name="masterdata_resource_name_is_unique")]

    def __str__(self) -> str:
        return self.name


class Project(models.Model):
    """Work with a purpose; internal when no contract line covers it."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that runs the project.")
    code = fields.word("Code people type.")
    name = fields.text("Name.")
    manager = fields.parent("people.Person", "Project manager.", null=True, blank=True)
    project_group = fields.text("Group that posting and profile rules may name.")
    client = fields.text(
        "Client as the file that added the project calls it; empty otherwise.", db_default=""
    )
    tax_group = fields.parent("tax.TaxGroup", "Sales tax group.", null=True, blank=True)
    dimension_set = fields.parent("companies.DimensionSet", "Financial dimensions.", null=True, blank=True)
    stage = fields.word("open or closed.", [("open", "open"), ("closed", "closed")], default="open")
    act_id = fields.act()

    class Meta:
        db_table = "masterdata_project"
        db_table_comment = "Projects: group, manager, dimensions, stage."
        constraints = [models.UniqueConstraint("company", "code", name="masterdata_project_code_is_unique")]

    def __str__(self) -> str:
        return self.code


class Task(models.Model):
    """A part of a project."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that runs the project.")
    project = fields.parent("masterdata.Project", "Project the task is part of.")
    name = fields.text("Name.")
    act_id = fields.act()

    class Meta:
        db_table = "masterdata_task"
        db_table_comment = "Tasks of projects."
        constraints = [models.UniqueConstraint("project", "name", name="masterdata_task_name_is_unique")]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """What kind of time, expense, material or fee something is."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that uses the category.")
    name = fields.text("Name, such as Travel.")
    transaction_class = fields.word("time, expense, material or fee.")
    category_group = fields.text("Group that posting rules may name.")
    billing_type = fields.word(
        "Chargeable or not, unless the line says.", BILLING_TYPES, default="chargeable"
    )
    item_tax_group = fields.parent("tax.ItemTaxGroup", "Item sales tax group.", null=True, blank=True)
    act_id = fields.act()

    class Meta:
        db_table = "masterdata_category"
        db_table_comment = "Categories with class, group, chargeability and item sales tax group."
        constraints = [
            models.UniqueConstraint(
                "company", "transaction_class", "name", name="masterdata_category_name_is_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name
