"""The real input goes the whole road: imported or reported, approved, billed per contract and posted.

Runs where the folder is present. Every stage is held against figures that are computed from the file alone.
"""

import os
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from django.db.models import Sum

from acting import acting, an_act
from unbilled.accounting.models import JournalLine, Proposal
from unbilled.actuals.models import Actual
from unbilled.agreements.models import (
    Contract,
    ContractCustomer,
    ContractLine,
    LineCustomer,
    PriceList,
    RolePrice,
)
from unbilled.billing.models import BacklogLine, ProformaDetail
from unbilled.intake.events.import_entries import ImportedFile, import_entries
from unbilled.intake.importing.mapping import load_mapping
from unbilled.ledger.models import CustomerTransaction, Invoice, InvoiceLine, ProjectTransaction
from unbilled.ledger.models import Entry as LedgerEntry
from unbilled.masterdata.models import Customer, Project, Resource
from unbilled.process.events.confirm_contracts import confirm_contracts
from unbilled.process.events.open_company import open_company
from unbilled.process.runs.approve import APPROVE
from unbilled.process.runs.bill import BILL
from unbilled.process.runs.confirm import CONFIRM
from unbilled.process.runs.post_invoices import POST_INVOICES
from unbilled.process.runs.post_journals import POST_JOURNALS
from unbilled.process.runs.submit import SUBMIT
from unbilled.reports.reads.beancount import export_beancount
from unbilled.reports.reads.verify import verify
from unbilled.runs.running import RunReport, carry_out
from unbilled.tax.models import (
    ItemTaxGroup,
    ItemTaxGroupCode,
    TaxCode,
    TaxGroup,
    TaxGroupCode,
    TaxParameters,
    TaxRate,
)
from unbilled.work.models import Entry

FOLDER = os.environ.get("UNBILLED_REAL_INPUT", "")
MAPPING = load_mapping(path=Path(__file__).parent / "sip.toml")
pytestmark = pytest.mark.skipif(not FOLDER, reason="UNBILLED_REAL_INPUT names no folder")

RECORDS, GOOD, UNDATED = 12_299, 12_089, 210
HOURS = Decimal("93921.54")
LONG_AGO, DAY = date(2000, 1, 1), date(2015, 1, 2)
VAT = Decimal("0.20")


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass
class House:
    """A company that takes the file in, and the prices it agrees on afterwards."""

    company_id: int
    cost: dict[str, Decimal]
    sales: dict[str, Decimal]


@pytest.fixture
def house(db: None) -> House:
    company_id = open_company(
        acting(),
        code="SIP",
        name="A software house",
        accounting_currency="GBP",
        first_fiscal_year=2004,
        years=12,
        details={
            "daily_limit_minutes": None,
            "address": "1 Home Street\nHometown HT1 1AA",
            "country": "GB",
            "vat_id": "GB 100 0000 34",
        },
    )
    code = TaxCode.objects.create(act_id=an_act(), company_id=company_id, code="VAT20", name="VAT")
    TaxRate.objects.create(act_id=an_act(), tax_code=code, valid_from=LONG_AGO, rate_percent=20)
    group = TaxGroup.objects.create(act_id=an_act(), company_id=company_id, code="HOME")
    TaxGroupCode.objects.create(tax_group=group, tax_code=code)
    items = ItemTaxGroup.objects.create(act_id=an_act(), company_id=company_id, code="FULL")
    ItemTaxGroupCode.objects.create(item_tax_group=items, tax_code=code)
    TaxParameters.objects.filter(pk=company_id).update(default_item_tax_group=items)
    Customer.objects.create(
        act_id=an_act(),
        company_id=company_id,
        account="10010",
        name="Buyer",
        address="2 Buyer Street\nBuyertown BT1 1AA",
        country="GB",
        tax_group=group,
    )
    return House(company_id, {}, {})


def bring_in(house: House) -> ImportedFile:
    return import_entries(
        acting(house.company_id),
        path=Path(FOLDER, "Sip-task-info.csv"),
        mapping=MAPPING,
        daily_limit_minutes=None,
        create_missing=True,
    )


def agree(house: House) -> None:
    """A price per resource, and a contract per project."""
    lists = {
        context: PriceList.objects.create(
            act_id=an_act(),
            company_id=house.company_id,
            name=context,
            context=context,
            currency_id="GBP",
            valid_from=LONG_AGO,
            is_default=True,
        )
        for context in ("cost", "sales")
    }
    for place, resource in enumerate(Resource.objects.filter(company_id=house.company_id).order_by("name")):
        # Prices that do not come out even.
        house.cost[resource.name] = Decimal("31.33") + place
        house.sales[resource.name] = Decimal("77.77") + 3 * place
        for context, prices in (("cost", house.cost), ("sales", house.sales)):
            RolePrice.objects.create(
                act_id=an_act(),
                price_list=lists[context],
                resource=resource,
                unit_price=prices[resource.name],
            )
    customer = Customer.objects.get(company_id=house.company_id)
    for project in Project.objects.filter(company_id=house.company_id).order_by("code"):
        contract = Contract.objects.create(
            act_id=an_act(), company_id=house.company_id, number=f"C-{project.code}", currency_id="GBP"
        )
        ContractCustomer.objects.create(
            contract=contract, customer=customer, split_percent=100, is_primary=True, is_rounding=True
        )
        line = ContractLine.objects.create(
            act_id=an_act(),
            company_id=house.company_id,
            contract=contract,
            line_no=1,
            name=project.code,
            billing_method="time_and_material",
            project=project,
        )
        LineCustomer.objects.create(
            contract_line=line, customer=customer, split_percent=100, is_rounding=True
        )
    contract_ids = list(Contract.objects.filter(company_id=house.company_id).values_list("pk", flat=True))
    confirm_contracts(acting(house.company_id), contract_ids=contract_ids)


def done(report: RunReport) -> dict[str, int]:
    assert report.refusals() == []
    return dict(report.counts)


def sums(rows: object, *columns: str) -> tuple[Decimal, ...]:
    found = rows.aggregate(**{f"of_{column}": Sum(column) for column in columns})  # type: ignore[attr-defined]
    return tuple(found[f"of_{column}"] for column in columns)


def test_all_records_go_the_whole_road(house: House) -> None:
    imported = bring_in(house)
    assert imported.report.counts["rows"] == RECORDS
    assert imported.report.counts["entries"] == GOOD
    assert {each.code for each in imported.rejections} == {"ValueMissing"}
    assert len(imported.rejections) == UNDATED
    assert imported.report.counts["projects added"] == 20
    assert imported.report.counts["resources added"] == 22
    agree(house)

    entries = imported.file.entries
    cost = sum(cents(one.quantity * house.cost[one.resource]) for one in entries)
    sales_of: dict[str, Decimal] = defaultdict(Decimal)
    free = Decimal(0)
    for one in entries:
        worth = cents(one.quantity * house.sales[one.resource])
        if one.billable is False:
            free += worth
        else:
            sales_of[one.project] += worth
    sales = sum(sales_of.values(), Decimal(0))

    # Entries
    assert sums(Entry.objects, "quantity") == (HOURS,)
    submitted = carry_out(acting(house.company_id), SUBMIT, entry_ids=imported.draft_ids)
    assert done(submitted) == {"entries": GOOD}

    # Actuals, backlog, journal lines
    approved = carry_out(acting(house.company_id, on=DAY), APPROVE)
    assert done(approved) == {"entries": GOOD, "cost actuals": GOOD, "unbilled sales": GOOD}
    assert approved.amounts == {"cost": {"GBP": cost}, "unbilled sales": {"GBP": sales + free}}
    actuals = Actual.objects.filter(company_id=house.company_id)
    of_cost = actuals.filter(transaction_type="cost")
    assert sums(of_cost, "quantity", "transaction_amount") == (HOURS, cost)
    unbilled = actuals.filter(transaction_type="unbilled_sales")
    assert sums(unbilled, "quantity", "transaction_amount") == (HOURS, sales + free)
    assert sums(BacklogLine.objects, "quantity", "transaction_amount") == (HOURS, sales + free)
    assert JournalLine.objects.filter(status="draft").count() == 2 * GOOD

    # Journals: cost of all, accrued revenue of what is chargeable
    posted = carry_out(acting(house.company_id), POST_JOURNALS)
    assert done(posted)["journal lines"] == 2 * GOOD
    assert balance("cost") == cost
    assert balance("wip_sales_value") == sales
    assert balance("accrued_revenue") == -sales
    assert sums(ProjectTransaction.objects.filter(transaction_type="cost"), "quantity") == (HOURS,)

    # Proformas, one per contract
    billed = carry_out(
        acting(house.company_id, on=DAY),
        BILL,
        through=date(2014, 12, 31),
    )
    assert done(billed) == {"marked ready": GOOD, "proformas": 20, "details": GOOD}
    assert billed.amounts == {"proformas": {"GBP": sales}}
    assert sums(ProformaDetail.objects, "quantity") == (HOURS,)

    # Confirmation: all unbilled sales leave, as many billed sales arrive
    confirmed = carry_out(acting(house.company_id, on=DAY), CONFIRM)
    assert done(confirmed) == {"proformas": 20, "details": GOOD}
    assert confirmed.amounts == {"confirmed": {"GBP": sales}}
    assert sums(unbilled, "quantity", "transaction_amount") == (0, 0)
    of_billed = actuals.filter(transaction_type="billed_sales")
    assert sums(of_billed, "quantity") == (HOURS,)
    assert sums(of_billed.filter(billing_type="chargeable"), "transaction_amount") == (sales,)
    assert BacklogLine.objects.count() == 0
    assert sums(Proposal.objects, "net_amount") == (sales,)

    # Invoices
    invoiced = carry_out(
        acting(house.company_id),
        POST_INVOICES,
        invoice_date=DAY,
    )
    assert done(invoiced) == {"invoices": 20, "credit notes": 0}
    tax = sum((cents(amount * VAT) for amount in sales_of.values()), Decimal(0))
    assert invoiced.amounts == {
        "net": {"GBP": sales},
        "tax": {"GBP": tax},
        "gross": {"GBP": sales + tax},
    }
    by_project = {
        number.removeprefix("C-"): net
        for number, net in Invoice.objects.values_list("contract_id", "net_amount")
        for number in Contract.objects.filter(pk=number).values_list("number", flat=True)
    }
    assert by_project == {project.code: sales_of[project.code] for project in Project.objects.all()}
    assert sums(InvoiceLine.objects, "quantity", "net_amount", "tax_amount") == (HOURS, sales, tax)
    assert sums(CustomerTransaction.objects, "accounting_amount") == (sales + tax,)
    assert balance("customer_balance") == sales + tax
    assert balance("invoiced_revenue") == -sales
    assert balance("sales_tax_payable") == -tax
    assert balance("wip_sales_value") == 0
    assert balance("accrued_revenue") == 0

    # A second import knows every record
    again = bring_in(house)
    assert (again.report.counts["entries"], again.report.counts["known already"]) == (0, GOOD)

    assert [finding for finding in verify() if not finding.holds] == []
    assert export_balances(house.company_id) == {
        account: amount
        for account, amount in LedgerEntry.objects.values_list("main_account__number")
        .annotate(amount=Sum("accounting_amount"))
        .values_list("main_account__number", "amount")
        if amount
    }


def balance(posting_type: str) -> Decimal:
    return sums(LedgerEntry.objects.filter(posting_type=posting_type), "accounting_amount")[0]


def export_balances(company_id: int) -> dict[str, Decimal]:
    """Balances by account number, as beancount reads the export; it finds no error."""
    from beancount import loader
    from beancount.core import realization

    entries, errors, _ = loader.load_string("".join(export_beancount(company_id=company_id)))
    assert errors == []
    found: dict[str, Decimal] = {}
    for account in realization.iter_children(realization.realize(entries), leaf_only=True):
        amount = account.balance.reduce(lambda position: position.units).get_currency_units("GBP").number
        if amount:
            # Named as Assets:1100-Accounts-receivable.
            found[account.account.rpartition(":")[2].partition("-")[0]] = amount
    return found
