"""Names that fields of dialogs offer while somebody types: masters that everybody in the company may name."""

from collections.abc import Callable, Sequence

from unbilled.foundation.lists import List
from unbilled.masterdata.reads.categories import CATEGORIES
from unbilled.masterdata.reads.resources import RESOURCES
from unbilled.masterdata.reads.write_off_reasons import WRITE_OFF_REASONS
from unbilled.reports.reads.find_named import setup_names
from unbilled.tax.reads.item_tax_groups import ITEM_TAX_GROUPS
from unbilled.tax.reads.tax_groups import TAX_GROUPS

MOST = 200
"""Names that are offered; others can still be typed."""


def _names(read: List, column: str) -> Callable[[int], Sequence[str]]:
    return lambda company_id: [row[column] for row in read.of(company_id=company_id).rows(limit=MOST)]


categories = _names(CATEGORIES, "category")
resources = _names(RESOURCES, "name")
write_off_reasons = _names(WRITE_OFF_REASONS, "code")
tax_groups = _names(TAX_GROUPS, "code")
item_tax_groups = _names(ITEM_TAX_GROUPS, "code")


def dimensions(company_id: int) -> Sequence[str]:
    """Sets of dimensions as they are typed, such as ``department Design``."""
    return list(setup_names(company_id=company_id, kind="dimensions"))[:MOST]
