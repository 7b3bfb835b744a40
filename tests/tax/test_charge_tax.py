"""Charging one tax on all sales: a code, its groups and the company's usual ones in one act."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from acting import acting
from unbilled.foundation.masters import MastersRefused, described
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.masterdata.events.add_customers import add_customers
from unbilled.masterdata.records import NewCustomer
from unbilled.process.events.open_company import open_company
from unbilled.tax.events.charge_tax import charge_tax
from unbilled.tax.kinds import ITEM_TAX_GROUP, TAX_DEFAULTS, TAX_GROUP
from unbilled.tax.models import TaxRate
from unbilled.tax.records import NewItemTaxGroup, NewTaxCode, NewTaxGroup, TaxDefaults

VAT = NewTaxCode(" VAT20 ", "VAT", rates={date(2026, 1, 1): Decimal(20)})


def test_a_company_begins_to_charge_a_tax(books: Books) -> None:
    company_id = open_company(
        acting(), code="NEW", name="New Ltd", accounting_currency="EUR", first_fiscal_year=2026
    )
    act = acting(company_id)

    charge_tax(act, tax_code=VAT)

    add_customers(act, customers=[NewCustomer("10010", tax_group="VAT20")])
    assert described(company_id, TAX_GROUP) == {"VAT20": NewTaxGroup("VAT20", ("VAT20",))}
    assert described(company_id, ITEM_TAX_GROUP) == {"VAT20": NewItemTaxGroup("VAT20", ("VAT20",))}
    assert described(company_id, TAX_DEFAULTS)["NEW"] == TaxDefaults("VAT20", "VAT20")
    rate = TaxRate.objects.get(tax_code__company_id=company_id)
    assert (rate.valid_from, rate.rate_percent) == (date(2026, 1, 1), 20)


def test_what_is_there_already_is_refused_whole(books: Books) -> None:
    books.given(
        "company: {code: ACME}\ntax: {VAT5: 5}\ntax_groups: {VAT7: [VAT5]}\nitem_tax_groups: {FULL: [VAT5]}"
    )
    before = snapshot()

    with pytest.raises(MastersRefused) as refused:
        charge_tax(acting(books.company_id), tax_code=replace(VAT, code="VAT7"))

    assert "there is a tax group VAT7 already" in refused.value.message
    assert snapshot() == before
