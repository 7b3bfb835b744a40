"""The kinds of records of sales tax, and how others name them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from unbilled.foundation.masters import Kind, Lookup, Members, is_a_code
from unbilled.tax.models import (
    TAX_POINTS,
    ItemTaxGroup,
    ItemTaxGroupCode,
    TaxCode,
    TaxGroup,
    TaxGroupCode,
    TaxParameters,
    TaxRate,
)
from unbilled.tax.records import NewItemTaxGroup, NewTaxCode, NewTaxGroup, TaxDefaults
from unbilled.tax.rules import CATEGORIES, is_an_exemption_code

TAX_CODES = Lookup("tax code", TaxCode, "code")
TAX_GROUPS = Lookup("tax group", TaxGroup, "code")
ITEM_TAX_GROUPS = Lookup("item tax group", ItemTaxGroup, "code")


def _rates(ids: Sequence[int]) -> dict[int, dict[date, Decimal]]:
    found: dict[int, dict[date, Decimal]] = {key: {} for key in ids}
    rows = TaxRate.objects.filter(tax_code__in=ids).order_by("tax_code", "valid_from")
    for key, day, percent in rows.values_list("tax_code_id", "valid_from", "rate_percent"):
        found[key][day] = percent.normalize() + 0
    return found


TAX_CODE = Kind(
    "tax code",
    NewTaxCode,
    TaxCode,
    key="code",
    choices={"category": CATEGORIES},
    checks={"code": is_a_code, "exemption_code": is_an_exemption_code},
    usual={"name": "code"},
    apart={"rates": _rates},
    events="tax_codes",
)
TAX_GROUP = Kind(
    "tax group",
    NewTaxGroup,
    TaxGroup,
    key="code",
    checks={"code": is_a_code},
    members={"codes": Members(TAX_CODES, TaxGroupCode, "tax_group", "tax_code")},
    events="tax_groups",
)
ITEM_TAX_GROUP = Kind(
    "item tax group",
    NewItemTaxGroup,
    ItemTaxGroup,
    key="code",
    checks={"code": is_a_code},
    members={"codes": Members(TAX_CODES, ItemTaxGroupCode, "item_tax_group", "tax_code")},
    events="item_tax_groups",
)
TAX_DEFAULTS = Kind(
    "company",
    TaxDefaults,
    TaxParameters,
    key="company__code",
    choices={"tax_point": [word for word, _ in TAX_POINTS]},
    lookups={
        "default_item_tax_group": ITEM_TAX_GROUPS,
        "milestone_item_tax_group": ITEM_TAX_GROUPS,
    },
)
