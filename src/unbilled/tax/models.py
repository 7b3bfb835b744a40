"""Sales tax: which codes apply and at what rate."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F

from unbilled.foundation import fields
from unbilled.foundation.fields import DateRange


class TaxCode(models.Model):
    """One tax of one kind, such as VAT at the full rate."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that charges the tax.")
    code = fields.word("Code people type, such as VAT20.")
    name = fields.text("Name printed on invoices.")
    category = fields.word("EN 16931 category: S, Z, E, AE, K, G or O.", default="S")
    legal_text = fields.text("Sentence the law wants on the invoice, such as for reverse charge.")
    exemption_code = fields.word(
        "Code (VATEX) of why no tax is charged; empty: the usual one of the category.",
        default="",
        db_default="",
        blank=True,
    )
    act_id = fields.act()

    class Meta:
        db_table = "tax_tax_code"
        db_table_comment = "Sales tax codes with category and legal text."
        constraints = [models.UniqueConstraint("company", "code", name="tax_tax_code_is_unique")]

    def __str__(self) -> str:
        return self.code


class TaxRate(models.Model):
    """The rate of a code for a time."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    tax_code = fields.parent("tax.TaxCode", "Code whose rate this is.")
    valid_from = models.DateField(db_comment="First day of the rate.")
    valid_until = models.DateField(null=True, blank=True, db_comment="Day after the last; empty: open.")
    rate_percent = fields.percent("Percent of the net amount.")
    act_id = fields.act()

    class Meta:
        db_table = "tax_tax_rate"
        db_table_comment = "Dated rates of tax codes."
        constraints = [
            ExclusionConstraint(
                name="tax_tax_rate_one_at_a_time",
                expressions=[
                    ("tax_code", RangeOperators.EQUAL),
                    (DateRange(F("valid_from"), F("valid_until")), RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.rate_percent} % from {self.valid_from}"


class TaxGroup(models.Model):
    """The codes that a kind of customer is charged."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that uses the group.")
    code = fields.word("Code people type, such as DOMESTIC.")
    act_id = fields.act()

    class Meta:
        db_table = "tax_tax_group"
        db_table_comment = "Sales tax groups: the codes a kind of customer is charged."
        constraints = [models.UniqueConstraint("company", "code", name="tax_tax_group_code_is_unique")]

    def __str__(self) -> str:
        return self.code


class TaxGroupCode(models.Model):
    """A code in a sales tax group."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    tax_group = fields.parent("tax.TaxGroup", "Group.")
    tax_code = fields.parent("tax.TaxCode", "Code in the group.")

    class Meta:
        db_table = "tax_tax_group_code"
        db_table_comment = "Codes of sales tax groups."
        constraints = [
            models.UniqueConstraint("tax_group", "tax_code", name="tax_tax_group_code_is_listed_once")
        ]


class ItemTaxGroup(models.Model):
    """The codes that a kind of service or good carries."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    company = fields.parent("companies.Company", "Company that uses the group.")
    code = fields.word("Code people type, such as FULL.")
    act_id = fields.act()

    class Meta:
        db_table = "tax_item_tax_group"
        db_table_comment = "Item sales tax groups: the codes a kind of service or good carries."
        constraints = [models.UniqueConstraint("company", "code", name="tax_item_tax_group_code_is_unique")]

    def __str__(self) -> str:
        return self.code


class ItemTaxGroupCode(models.Model):
    """A code in an item sales tax group."""

    id = models.BigAutoField(primary_key=True, db_comment="Identity.")
    item_tax_group = fields.parent("tax.ItemTaxGroup", "Group.")
    tax_code = fields.parent("tax.TaxCode", "Code in the group.")

    class Meta:
        db_table = "tax_item_tax_group_code"
        db_table_comment = "Codes of item sales tax groups."
        constraints = [
            models.UniqueConstraint(
                "item_tax_group", "tax_code", name="tax_item_tax_group_code_is_listed_once"
            )
        ]


TAX_POINTS = [("supply", "day of the supply"), ("invoice_date", "invoice date")]


class TaxParameters(models.Model):
    """What a company's sales are taxed as when nothing nearer says it."""

    company = models.OneToOneField(
        "companies.Company",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="+",
        db_comment="Company.",
    )
    default_item_tax_group = fields.parent(
        "tax.ItemTaxGroup", "Item sales tax group of work without a category's.", null=True, blank=True
    )
    milestone_item_tax_group = fields.parent(
        "tax.ItemTaxGroup", "Item sales tax group of fixed-price milestones.", null=True, blank=True
    )
    tax_point = fields.word(
        "Day whose rates apply: of the supply, or the invoice date.",
        TAX_POINTS,
        default="supply",
        db_default="supply",
    )
    act_id = fields.act()

    class Meta:
        db_table = "tax_parameters"
        db_table_comment = "Item sales tax groups that companies use where nothing nearer names one."
