"""Charge one tax on all sales: its code and rate, groups that hold it, and the company's usual ones."""

from dataclasses import replace

from unbilled.foundation.acts import Act, event
from unbilled.tax.events.add_item_tax_groups import add_item_tax_groups
from unbilled.tax.events.add_tax_codes import add_tax_codes
from unbilled.tax.events.add_tax_groups import add_tax_groups
from unbilled.tax.events.change_tax_defaults import change_tax_defaults
from unbilled.tax.records import NewItemTaxGroup, NewTaxCode, NewTaxGroup


@event("tax.charge_tax")
def charge_tax(act: Act, *, tax_code: NewTaxCode) -> dict[str, int]:
    """Charge a tax on whatever is sold and names no other, as a company does that knows one tax; all or nothing.

    A tax group and an item tax group of the same name hold the code; the latter serves work and milestones. Customers
    who are charged it get the tax group.

    Args:
        act: Who, for which company, on which day.
        tax_code: The tax; it has a rate at least.

    Returns:
        The identity of the code by its name.

    Raises:
        MastersRefused: The code or a group is there already, it has no rate, or holds what it may not; every fault is
            named.
        ChangedMeanwhile: The company's usual groups are not what the act has seen of them.

    Source:
        docs/rules/tax.md#the-groups-of-a-line; docs/rules/masters.md#adding-and-changing.
    """
    code = tax_code.code.strip()
    ids = add_tax_codes(act, tax_codes=[replace(tax_code, code=code)])
    add_tax_groups(act, tax_groups=[NewTaxGroup(code, [code])])
    add_item_tax_groups(act, item_tax_groups=[NewItemTaxGroup(code, [code])])
    change_tax_defaults(act, changes={"default_item_tax_group": code, "milestone_item_tax_group": code})
    return ids
