"""Dealings: managers and accountants deal with two contracts in whatever order, and what must be true of it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction

from acting import acting
from unbilled.accounting.events.post_journals import post_journals
from unbilled.accounting.models import JournalLine, Proposal
from unbilled.agreements.models import Contract, ContractLine
from unbilled.agreements.records import NewPrice
from unbilled.billing.events.add_discount import add_discount
from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.apply_retainers import apply_retainers
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.delete_drafts import delete_drafts
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.events.hold_work import hold_work
from unbilled.billing.events.mark_not_ready import mark_not_ready
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.events.merge_drafts import merge_drafts
from unbilled.billing.events.prepare_products import prepare_products
from unbilled.billing.events.refund_retainers import refund_retainers
from unbilled.billing.events.remove_details import remove_details
from unbilled.billing.events.remove_discounts import remove_discounts
from unbilled.billing.events.reset_limits import reset_limits
from unbilled.billing.events.revise_proformas import revise_proformas
from unbilled.billing.events.write_details import NewDetail, write_details
from unbilled.billing.models import BacklogLine, Milestone, Proforma, ProformaDetail, Retainer
from unbilled.foundation.acts import Act
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.masterdata.models import Category, Customer, Project, Resource, WriteOffReason
from unbilled.process.events.accept_recalls import accept_recalls
from unbilled.process.events.approve_change_orders import approve_change_orders
from unbilled.process.events.ask_for_work_back import ask_for_work_back
from unbilled.process.events.bill_work import bill_work
from unbilled.process.events.change_contract_lines import change_contract_lines
from unbilled.process.events.change_prices import change_prices
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.events.credit_invoices import credit_invoices
from unbilled.process.events.draft_change_order import draft_change_order
from unbilled.process.events.evaluate_limits import evaluate_limits
from unbilled.process.events.post_proposals import post_proposals
from unbilled.process.events.postpone_part import postpone_part
from unbilled.process.events.record_approved_work import record_approved_work
from unbilled.process.events.reprice_work import reprice_work
from unbilled.process.events.take_back_work import take_back_work
from unbilled.process.events.undo_adjustments import undo_adjustments
from unbilled.process.events.write_off_work import write_off_work
from unbilled.process.events.write_up_work import write_up_work
from unbilled.process.runs.bill_daily import bill_daily
from unbilled.work.events.enter_entries import NewEntry, enter_entries
from unbilled.work.events.submit_entries import submit_entries
from unbilled.work.models import Entry

WORLD = """
company: {accounting_currency: EUR, rates: {GBP: {2026-01-01: 1.17, 2026-04-01: 1.19}, EUR/GBP: 0.85}}
resources: {Ada: {role: Developer, cost_price: 60}}
categories: {Travel: {class: expense}}
write_off_reasons: {GOODWILL: Goodwill}
contracts:
  SPLIT:
    customers: {Helios: 66.7, Selene: 33.3}
    currency: GBP
    profile: time_and_material_wip
    sales_prices: {Developer: 99.99, Travel: at_cost}
    lines:
      Build: {project: P-1, schedule: weekly on friday, billing_start: 2026-02-02}
      Box: {project: P-4, billing_method: product, quantity: 7, price: 33.335, delivery_date: 2026-03-15}
  WHOLE:
    customers: {Meridian: 100}
    profile: time_and_material_wip
    limit: 2000
    sales_prices: {Developer: 110, Travel: at_cost}
    lines:
      Care: {project: P-2}
      Launch:
        project: P-3
        billing_method: fixed_price
        milestones: {Design: {date: 2026-03-10, amount: 500}, Live: {date: 2026-03-20, amount: 1000}}
"""
RETAINER = """
- add_retainers: {contract: WHOLE, retainers: {Start: {date: 2026-01-15, amount: 300}}}
- mark_ready: {retainers: [Start]}
- create_proformas: {contracts: [WHOLE], retainers: [Start]}
- confirm: all
- post_invoices: all
"""
END = date(2026, 12, 31)
HOURS = [Decimal(hours) for hours in ("0.1", "0.333333", "1", "7.5")]


class Dealings:
    """Two contracts that are dealt with; every verb takes what it finds, by a number that somebody draws."""

    def __init__(self, books: Books, today: date = date(2026, 3, 31)) -> None:
        self.company_id, self.person_id, self.today = books.company_id, books.person_id, today

    @property
    def act(self) -> Act:
        return acting(self.company_id, by=self.person_id, on=self.today)

    def happens(self, verb: str, drawn: int) -> bool:
        """Do it, or be refused and have changed nothing."""
        try:
            with transaction.atomic():
                getattr(self, verb)(drawn)
        except Refusal:
            return False
        return True

    def later(self, drawn: int) -> None:
        self.today += timedelta(days=1 + drawn % 9)

    def work(self, drawn: int) -> None:
        is_travel = drawn % 7 == 1
        entered = enter_entries(
            self.act,
            entries=[
                NewEntry(
                    transaction_class="expense" if is_travel else "time",
                    transaction_date=self.today - timedelta(days=7 + drawn % 24),
                    project_id=Project.objects.get(code=("P-1", "P-2")[drawn % 2]).pk,
                    quantity=Decimal(1) if is_travel else HOURS[drawn % 4],
                    unit="piece" if is_travel else "hour",
                    category_id=Category.objects.get().pk if is_travel else None,
                    resource_id=Resource.objects.get().pk,
                    unit_cost=Decimal("33.35") if is_travel else None,
                    cost_currency="EUR" if is_travel else None,
                )
            ],
        )
        record_approved_work(self.act, entry_ids=entered.entry_ids, submit_drafts=True)

    def approve(self, drawn: int) -> None:
        drafts = some(Entry.objects.filter(status__in=["draft", "returned"]), drawn)
        if drafts:
            submit_entries(self.act, entry_ids=drafts)
        record_approved_work(self.act, entry_ids=several(Entry.objects.filter(status="submitted"), drawn))

    def take_back(self, drawn: int) -> None:
        comment = "Which task?" if drawn % 2 else ""
        take_back_work(
            self.act, entry_ids=one(Entry.objects.filter(status="approved"), drawn), comment=comment
        )

    def recall(self, drawn: int) -> None:
        entry_ids = one(Entry.objects.filter(status="approved"), drawn)
        ask_for_work_back(self.act, entry_ids=entry_ids, reason="Another task")
        accept_recalls(self.act, entry_ids=entry_ids)

    def ready(self, drawn: int) -> None:
        mark_ready(
            self.act,
            actual_ids=some(BacklogLine.objects.filter(billing_status="not_ready"), drawn),
            milestone_ids=some(Milestone.objects.filter(status="not_ready"), drawn),
        )

    def unready(self, drawn: int) -> None:
        mark_not_ready(
            self.act,
            actual_ids=one(BacklogLine.objects.filter(billing_status="ready_to_invoice"), drawn),
            milestone_ids=some(Milestone.objects.filter(status="ready_to_invoice"), drawn),
        )

    def hold(self, drawn: int) -> None:
        hold_work(self.act, reason="In dispute", actual_ids=one(BacklogLine.objects.all(), drawn))

    def write_off(self, drawn: int) -> None:
        write_off_work(
            self.act,
            write_off_reason_id=WriteOffReason.objects.get().pk,
            actual_ids=several(BacklogLine.objects.all(), drawn),
            percent=(Decimal("33.3"), Decimal(50), None)[drawn % 3],
        )

    def write_up(self, drawn: int) -> None:
        write_up_work(
            self.act,
            write_off_reason_id=WriteOffReason.objects.get().pk,
            actual_ids=one(BacklogLine.objects.all(), drawn),
            percent=Decimal(10),
        )

    def undo(self, drawn: int) -> None:
        numbers = [number for (number,) in asked(ADJUSTING)]
        if not numbers:
            raise Refusal
        undo_adjustments(self.act, act_number=numbers[drawn % len(numbers)])

    def prices(self, drawn: int) -> None:
        price = NewPrice(role="Developer", unit_price=Decimal(90 + drawn % 20))
        valid_from = self.today if drawn % 4 == 1 else None
        change_prices(self.act, prices={"Sales SPLIT": [price]}, valid_from=valid_from)

    def reprice(self, drawn: int) -> None:
        percent = (Decimal("-7.5"), Decimal("3.3"), None)[drawn % 3]
        reprice_work(self.act, actual_ids=several(BacklogLine.objects.all(), drawn), percent=percent)

    def order(self, drawn: int) -> None:
        share = Decimal(30 + drawn % 40)
        helios, selene = (Customer.objects.get(name=name).account for name in ("Helios", "Selene"))
        shared = {"Build": {"customers": {helios: share, selene: 100 - share}}}
        drafted = draft_change_order(
            self.act,
            contract_id=Contract.objects.get(number="SPLIT").pk,
            name="Shares",
            effective_date=self.today - timedelta(days=drawn % 10),
            lines=shared,
        )
        approve_change_orders(self.act, change_order_ids=[drafted.change_order_id])

    def part(self, drawn: int) -> None:
        actual_ids = one(BacklogLine.objects.filter(transaction_amount__gt=1), drawn)
        postpone_part(self.act, amounts=dict.fromkeys(actual_ids, Decimal("0.77")), reason="In dispute")

    def limits(self, drawn: int) -> None:
        evaluate_limits(self.act, actual_ids=several(BacklogLine.objects.all(), drawn))

    def reset(self, drawn: int) -> None:
        reset_limits(self.act, actual_ids=several(BacklogLine.objects.all(), drawn))

    def bill(self, drawn: int) -> None:
        bill_work(self.act, contract_ids=some(Contract.objects.all(), drawn), through=self.today)

    def due(self, drawn: int) -> None:
        bill_daily(self.act, dry_run=drawn % 5 == 4)

    def draft(self, drawn: int) -> None:
        create_proformas(self.act, contract_ids=some(Contract.objects.all(), drawn), through=END)

    def add(self, drawn: int) -> None:
        for proforma_id in one(Proforma.objects.filter(status="draft", corrects=None), drawn):
            add_to_proforma(self.act, proforma_id=proforma_id, through=END)

    def merge(self, drawn: int) -> None:
        [kept] = one_row(Proforma.objects.filter(status="draft", corrects=None), drawn)
        same = {"contract_id": kept.contract_id, "customer_id": kept.customer_id}
        drafts = Proforma.objects.filter(status="draft", corrects=None, **same)
        merge_drafts(self.act, proforma_ids=[one.pk for one in drafts])

    def edit(self, drawn: int) -> None:
        for proforma_id in one(Proforma.objects.filter(status="draft"), drawn):
            [detail] = one_row(
                ProformaDetail.objects.filter(proforma_id=proforma_id, milestone_id=None), drawn
            )
            to = (Decimal(0), detail.source_quantity / 3, detail.source_quantity)[drawn % 3]
            if drawn % 5:
                edit_details(
                    self.act,
                    proforma_id=proforma_id,
                    quantities={detail.line_no: round(to, 6)},
                    reason="" if detail.is_correction else "Agreed",
                )
            else:
                prices = {detail.line_no: round(detail.unit_price * Decimal("0.95"), 6)}
                edit_details(self.act, proforma_id=proforma_id, prices=prices, reason="Agreed")

    def write(self, drawn: int) -> None:
        for proforma_id in one(Proforma.objects.filter(status="draft", corrects=None), drawn):
            lines = ContractLine.objects.filter(
                contract_id=Proforma.objects.get(pk=proforma_id).contract_id, project__isnull=False
            )
            written = NewDetail(
                contract_line_id=one(lines, drawn)[0],
                transaction_class=("time", "fee")[drawn % 2],
                quantity=Decimal(HOURS[drawn % 4]),
                unit_price=Decimal("33.35"),
                billing_type=("chargeable", "chargeable", "complimentary")[drawn % 3],
            )
            write_details(self.act, proforma_id=proforma_id, details=[written])

    def discount(self, drawn: int) -> None:
        self._discounted(drawn, is_surcharge=False)

    def surcharge(self, drawn: int) -> None:
        self._discounted(drawn, is_surcharge=True)

    def _discounted(self, drawn: int, *, is_surcharge: bool) -> None:
        for proforma_id in one(Proforma.objects.filter(status="draft", corrects=None), drawn):
            lines = ProformaDetail.objects.filter(proforma_id=proforma_id).order_by("line_no")
            add_discount(
                self.act,
                proforma_id=proforma_id,
                text="Agreed",
                percent=Decimal("3.3") if drawn % 3 else None,
                amount=None if drawn % 3 else Decimal("1.01"),
                line_nos=[*lines.values_list("line_no", flat=True)][drawn % 2 :: 2]
                if drawn % 4 == 1
                else None,
                is_surcharge=is_surcharge,
            )

    def charge_as_before(self, drawn: int) -> None:
        for proforma_id in one(Proforma.objects.filter(status="draft", corrects=None), drawn):
            remove_discounts(self.act, proforma_id=proforma_id, texts=["Agreed"])

    def sell_part(self, drawn: int) -> None:
        quantity = (Decimal(1), Decimal("2.5"), Decimal("0.333333"))[drawn % 3]
        prepare_products(
            self.act,
            contract_line_ids=one(ContractLine.objects.filter(billing_method="product"), drawn),
            quantity=quantity,
        )

    def sell_other(self, drawn: int) -> None:
        for proforma_id in one(Proforma.objects.filter(status="draft"), drawn):
            [detail] = one_row(
                ProformaDetail.objects.filter(proforma_id=proforma_id, transaction_class="product"), drawn
            )
            to = (detail.source_quantity / 3, detail.source_quantity, detail.source_quantity + 1)[drawn % 3]
            is_cheaper = detail.is_correction and drawn % 2
            prices = {detail.line_no: round(detail.unit_price * Decimal("0.9"), 6)} if is_cheaper else {}
            quantities = {detail.line_no: round(to, 6)}
            edit_details(self.act, proforma_id=proforma_id, quantities=quantities, prices=prices)

    def agree(self, drawn: int) -> None:
        price = {"price": Decimal("33.335") + drawn % 3}
        change_contract_lines(
            self.act, changes={"SPLIT/Box": price if drawn % 2 else {"quantity": Decimal(5 + drawn % 7)}}
        )

    def take_off(self, drawn: int) -> None:
        for proforma_id in one(Proforma.objects.filter(status="draft"), drawn):
            [detail] = one_row(ProformaDetail.objects.filter(proforma_id=proforma_id), drawn)
            remove_details(self.act, proforma_id=proforma_id, line_nos=[detail.line_no])

    def apply(self, drawn: int) -> None:
        drafts = several(Proforma.objects.filter(status="draft", corrects=None), drawn)
        amounts = {one_row(Retainer.objects.all(), drawn)[0].pk: Decimal("33.33")} if drawn % 2 else None
        apply_retainers(self.act, proforma_ids=drafts, amounts=amounts)

    def refund(self, drawn: int) -> None:
        retainer_ids = one(Retainer.objects.all(), drawn)
        refund_retainers(
            self.act, retainer_ids=retainer_ids, amounts={retainer_ids[0]: Decimal("12.34")}, reason="Agreed"
        )

    def discard(self, drawn: int) -> None:
        delete_drafts(self.act, proforma_ids=one(Proforma.objects.filter(status="draft"), drawn))

    def confirm(self, drawn: int) -> None:
        confirm_and_propose(self.act, proforma_ids=several(Proforma.objects.filter(status="draft"), drawn))

    def journal(self, drawn: int) -> None:
        post_journals(self.act, actual_ids=several(JournalLine.objects.filter(status="draft"), drawn))

    def invoice(self, drawn: int) -> None:
        post_proposals(
            self.act,
            proposal_ids=several(Proposal.objects.filter(status__in=UNPOSTED[: 1 + drawn % 2]), drawn),
            invoice_date=self.today,
        )

    def revise(self, drawn: int) -> None:
        confirmed = one(Proforma.objects.filter(status="confirmed"), drawn)
        revise_proformas(self.act, proforma_ids=confirmed, reason="Not accepted")

    def credit(self, drawn: int) -> None:
        credit_invoices(
            self.act, invoice_ids=one(Invoice.objects.all(), drawn), reason="Wrong.", post=bool(drawn % 2)
        )


VERBS = [
    name
    for name, found in vars(Dealings).items()
    if not name.startswith("_") and name not in {"act", "happens"} and callable(found)
]


def one_row(rows: models.QuerySet, drawn: int) -> list[Any]:  # type: ignore[type-arg]
    """One of the rows, or none where there is none: then nothing happens."""
    found = list(rows.order_by("pk"))
    if not found:
        raise Refusal
    return [found[drawn % len(found)]]


def one(rows: models.QuerySet, drawn: int) -> list[int]:  # type: ignore[type-arg]
    return [row.pk for row in one_row(rows, drawn)]


def some(rows: models.QuerySet, drawn: int) -> list[int]:  # type: ignore[type-arg]
    """All, or every second of them."""
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    return found[drawn % 2 :: 2] if drawn % 3 == 0 and len(found) > 1 else found


def several(rows: models.QuerySet, drawn: int) -> list[int]:  # type: ignore[type-arg]
    """The same where there is something at all; else nothing happens."""
    return one(rows, drawn) and some(rows, drawn)


UNPOSTED = ["populated", "header_only"]
ADJUSTING = "select distinct act_id from actuals_adjustment where undoes_id is null order by act_id"
QUANTITIES = """
    select entry.id, entry.quantity,
           case when entry.status <> 'written' then entry.status
                when not entry.was_recorded then 'draft'
                when line.billing_method = 'fixed_price' then 'written, fixed price'
                else 'written'
            end,
           coalesce(sum(sale.quantity) filter (where sale.transaction_type in ('unbilled_sales', 'billed_sales')), 0),
           coalesce(sum(sale.quantity) filter (where sale.transaction_type = 'cost'), 0)
      from work_entry as entry
      left join agreements_contract_line as line on line.project_id = entry.project_id
      left join actuals_actual as sale on sale.entry_id = entry.id
     group by entry.id, line.id
"""
AMOUNTS = """
    with standing as (
        select contract_id, customer_id, transaction_class,
               sum(transaction_amount) filter (where transaction_type = 'unbilled_sales') as unbilled,
               sum(transaction_amount) filter (where transaction_type = 'billed_sales') as billed
          from actuals_actual
         where billing_type = 'chargeable'
           and transaction_class in ('time', 'expense', 'fee', 'milestone', 'product')
         group by 1, 2, 3
    ),
    backlog as (
        select line.contract_id, sale.customer_id, line.transaction_class,
               sum(line.transaction_amount) filter (where line.billing_type = 'chargeable') as amount
          from billing_backlog_line as line
          join actuals_actual as sale on sale.id = line.actual_id
         group by 1, 2, 3
    ),
    confirmed as (
        select proforma.contract_id, proforma.customer_id, detail.transaction_class,
               sum(detail.transaction_amount - case when detail.is_correction then detail.source_amount else 0 end)
               filter (where detail.billing_type = 'chargeable') as amount
          from billing_proforma_detail as detail
          join billing_proforma as proforma on proforma.id = detail.proforma_id
         where proforma.status = 'confirmed'
         group by 1, 2, 3
    )
    select contract_id, customer_id, transaction_class, coalesce(standing.unbilled, 0), coalesce(backlog.amount, 0),
           coalesce(standing.billed, 0), coalesce(confirmed.amount, 0)
      from standing
      full join backlog using (contract_id, customer_id, transaction_class)
      full join confirmed using (contract_id, customer_id, transaction_class)
     where transaction_class in ('time', 'expense', 'fee', 'milestone', 'product')
"""
INVOICED = """
    select proforma.id, invoice.net_amount, sum(sale.transaction_amount) filter (where sale.billing_type = 'chargeable')
      from ledger_invoice as invoice
      join billing_proforma as proforma on proforma.id = invoice.proforma_id
      join actuals_actual as sale on sale.proforma_id = proforma.id and sale.transaction_type = 'billed_sales'
     group by proforma.id, invoice.net_amount
"""
UNFOUND = """
    select id, entry_id from actuals_actual where entry_id is not null
    except
    select found.actual_id, found.entry_id
      from companies_company as company
     cross join lateral actuals_of_entries(company.id, array(select id from work_entry)) as found
"""


def asked(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def nothing_is_lost() -> None:
    """What was approved is open, billed, or given away, to the last digit, and all who tell of it tell the same."""
    for entry_id, quantity, status, sold, cost in asked(QUANTITIES):
        expected = quantity if status in ("approved", "written") else 0
        if status == "written, fixed price":
            expected = sold if sold in (0, quantity) else quantity
        costs = 0 if status.startswith("written") else expected
        assert (sold, cost) == (expected, costs), f"entry {entry_id}, {status}: {sold} sold, {cost} cost"
    for contract, customer, kind, unbilled, waiting, billed, confirmed in asked(AMOUNTS):
        what = f"{kind} of contract {contract}, customer {customer}"
        if kind not in ("milestone", "product"):
            assert unbilled == waiting, f"{what}: {unbilled} unbilled, {waiting} in the backlog"
        assert billed == confirmed, f"{what}: {billed} billed, {confirmed} confirmed"
    for proforma, net, billed in asked(INVOICED):
        assert net == billed, f"proforma {proforma}: {net} invoiced, {billed} billed"
    assert asked(UNFOUND) == []
