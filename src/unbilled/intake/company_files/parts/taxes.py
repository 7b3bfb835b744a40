"""What a company file says of tax: codes with their rates, groups of customers and of what is sold."""

from decimal import Decimal
from typing import Any

from unbilled.agreements.records import LONG_AGO
from unbilled.intake.company_files.reader import Reader
from unbilled.intake.company_files.reading import Arguments, Lined, days_of, number
from unbilled.tax.events.add_item_tax_groups import add_item_tax_groups
from unbilled.tax.events.add_tax_codes import add_tax_codes
from unbilled.tax.events.add_tax_groups import add_tax_groups
from unbilled.tax.records import NewItemTaxGroup, NewTaxCode, NewTaxGroup


def read_tax(reader: Reader, said: Arguments, *, defaults: bool = False) -> None:
    """Tax codes and groups; without a word about groups, the usual ones."""
    codes = [new_tax_code(reader, *one) for one in reader.each(said, "tax")]
    if defaults and not codes:
        codes = [NewTaxCode("VAT20", rates={LONG_AGO: Decimal(20)})]
    reader.ids["tax_codes"] |= reader.hand(add_tax_codes, tax_codes=codes)
    groups = [
        NewTaxGroup(name, codes_of_group(reader, "tax group", name, listed))
        for name, listed in reader.each(said, "tax_groups")
    ]
    items = [
        NewItemTaxGroup(name, codes_of_group(reader, "item tax group", name, listed))
        for name, listed in reader.each(said, "item_tax_groups")
    ]
    if codes and not groups and not reader.ids["tax_groups"]:
        groups = [NewTaxGroup("DOMESTIC", [one.code for one in codes])]
    if codes and not items and not reader.ids["item_tax_groups"]:
        items = [NewItemTaxGroup(one.code, [one.code]) for one in codes]
    reader.ids["tax_groups"] |= reader.hand(add_tax_groups, tax_groups=groups)
    reader.ids["item_tax_groups"] |= reader.hand(add_item_tax_groups, item_tax_groups=items)


def codes_of_group(reader: Reader, kind: str, name: str, listed: Any) -> list[str]:
    """The codes of a group."""
    said = Arguments({"codes": listed}, where=f"{kind} {name}")
    reader.noted(kind, name, said)
    return [str(code) for code in said.names("codes")]


def new_tax_code(reader: Reader, code: str, value: Any) -> NewTaxCode:
    """A tax code with its rates."""
    said = Arguments(value, where=f"tax {code}", main="rate")
    reader.noted("tax code", code, said)
    dated = said.mapping("rates") or Lined({LONG_AGO: said.need("rate")})
    days = days_of(dated, f"rates of tax {code}")
    made = NewTaxCode(
        code=code,
        name=said.text("name"),
        category=said.text("category", "S"),
        legal_text=said.text("legal_text"),
        exemption_code=said.text("exemption_code"),
        rates={
            day: number(dated[day], f"the rate of tax {code}", dated.lines.get(day, 0))
            for day in sorted(days)
        },
    )
    said.finish()
    return made
