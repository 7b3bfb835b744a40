"""Whatever managers and accountants do in whatever order: nothing is billed twice, and nothing is lost."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from acting import acting
from truths import refuse_untrue
from unbilled.accounting.events.post_journals import post_journals
from unbilled.accounting.models import JournalLine, Proposal
from unbilled.agreements.models import Contract, ContractLine
from unbilled.billing.events.add_discount import add_discount
from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.apply_retainers import apply_retainers
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.delete_drafts import delete_drafts
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.events.hold_work import hold_work
from unbilled.billing.events.mark_not_ready import mark_not_ready
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.events.refund_retainers import refund_retainers
from unbilled.billing.events.remove_details import remove_details
from unbilled.billing.events.remove_discounts import remove_discounts
from unbilled.billing.events.revise_proformas import revise_proformas
from unbilled.billing.events.write_details import NewDetail, write_details
from unbilled.billing.models import BacklogLine, Milestone, Proforma, ProformaDetail, Retainer
from unbilled.foundation.acts import Act
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, StepFailed
from unbilled.ledger.models import Invoice
from unbilled.masterdata.models import WriteOffReason
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.events.credit_invoices import credit_invoices
from unbilled.process.events.evaluate_limits import evaluate_limits
from unbilled.process.events.post_proposals import post_proposals
from unbilled.process.events.record_approved_work import record_approved_work
from unbilled.process.events.reevaluate_work import reevaluate_work
from unbilled.process.events.take_back_work import take_back_work
from unbilled.process.events.undo_adjustments import undo_adjustments
from unbilled.process.events.write_off_work import write_off_work
from unbilled.process.events.write_up_work import write_up_work
from unbilled.work.events.submit_entries import submit_entries
from unbilled.work.models import Entry

WORLD = """
company: {accounting_currency: EUR, rates: {GBP: {2026-01-01: 1.17, 2026-04-01: 1.19}}}
resources: {Ada: {role: Developer, cost_price: 60}}
categories: {Travel: {class: expense}}
write_off_reasons: {GOODWILL: Goodwill}
contracts:
  SPLIT:
    customers: {Helios: 66.7, Selene: 33.3}
    currency: GBP
    profile: time_and_material_wip
    sales_prices: {Developer: 99.99, Travel: at_cost}
    lines: {Build: {project: P-1}}
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
HOURS = ["0.1", "0.333333", "1", "7.5"]


class Dealings:
    """Two contracts that are dealt with; every verb takes what it finds, by a number that somebody draws."""

    def __init__(self, books: Books) -> None:
        self.books, self.today, self.entered = books, date(2026, 3, 31), 0

    @property
    def act(self) -> Act:
        return acting(self.books.company_id, by=self.books.person_id, on=self.today)

    def happens(self, verb: str, drawn: int) -> bool:
        """Do it, or be refused and have changed nothing."""
        try:
            with transaction.atomic():
                getattr(self, verb)(drawn)
        except (Refusal, StepFailed):
            return False
        return True

    def work(self, drawn: int) -> None:
        self.entered += 1
        name, day = f"T{self.entered}", date(2026, 3, 1 + drawn % 31)
        of = {"project": ("P-1", "P-2")[drawn % 2], "date": day, "resource": "Ada"}
        more = {"class": "expense", "category": "Travel", "cost": 33.35} if drawn % 7 == 1 else {}
        said = more or {"hours": HOURS[drawn % 4]}
        self.books.do(f"- enter: {{{name}: {flow(of | said)}}}\n- submit: [{name}]\n- approve: [{name}]")

    def approve(self, drawn: int) -> None:
        drafts = some(Entry.objects.filter(status__in=["draft", "returned"]), drawn)
        if drafts:
            submit_entries(self.act, entry_ids=drafts)
        record_approved_work(self.act, entry_ids=some(Entry.objects.filter(status="submitted"), drawn))

    def take_back(self, drawn: int) -> None:
        comment = "Which task?" if drawn % 2 else ""
        take_back_work(
            self.act, entry_ids=one(Entry.objects.filter(status="approved"), drawn), comment=comment
        )

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
            actual_ids=some(BacklogLine.objects.all(), drawn),
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

    def reprice(self, drawn: int) -> None:
        self.books.do(f"- set: {{prices: {{Sales SPLIT: {{Developer: {90 + drawn % 20}}}}}}}")
        reevaluate_work(self.act, contract_ids=list(Contract.objects.values_list("pk", flat=True)))

    def limits(self, drawn: int) -> None:
        evaluate_limits(self.act, actual_ids=some(BacklogLine.objects.all(), drawn))

    def draft(self, drawn: int) -> None:
        create_proformas(self.act, contract_ids=some(Contract.objects.all(), drawn), through=END)

    def add(self, drawn: int) -> None:
        for proforma_id in one(Proforma.objects.filter(status="draft", corrects=None), drawn):
            add_to_proforma(self.act, proforma_id=proforma_id, through=END)

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

    def take_off(self, drawn: int) -> None:
        for proforma_id in one(Proforma.objects.filter(status="draft"), drawn):
            [detail] = one_row(ProformaDetail.objects.filter(proforma_id=proforma_id), drawn)
            remove_details(self.act, proforma_id=proforma_id, line_nos=[detail.line_no])

    def apply(self, drawn: int) -> None:
        drafts = some(Proforma.objects.filter(status="draft", corrects=None), drawn)
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
        confirm_and_propose(self.act, proforma_ids=some(Proforma.objects.filter(status="draft"), drawn))

    def journal(self, drawn: int) -> None:
        post_journals(self.act, actual_ids=some(JournalLine.objects.filter(status="draft"), drawn))

    def invoice(self, drawn: int) -> None:
        self.today += timedelta(days=drawn % 3)
        post_proposals(
            self.act,
            proposal_ids=some(Proposal.objects.filter(status="populated"), drawn),
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
Happening = tuple[str, int]
happenings = st.tuples(st.sampled_from([*VERBS, "work", "ready", "draft", "confirm"]), st.integers(0, 419))


def flow(said: dict[str, Any]) -> str:
    """A mapping as a scenario writes it."""
    return "{" + ", ".join(f"{name}: {value}" for name, value in said.items()) + "}"


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
           and transaction_class in ('time', 'expense', 'fee', 'milestone')
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
     where transaction_class in ('time', 'expense', 'fee', 'milestone')
"""
INVOICED = """
    select proforma.id, invoice.net_amount, sum(sale.transaction_amount) filter (where sale.billing_type = 'chargeable')
      from ledger_invoice as invoice
      join billing_proforma as proforma on proforma.id = invoice.proforma_id
      join actuals_actual as sale on sale.proforma_id = proforma.id and sale.transaction_type = 'billed_sales'
     group by proforma.id, invoice.net_amount
"""


def asked(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


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
        if kind != "milestone":
            assert unbilled == waiting, f"{what}: {unbilled} unbilled, {waiting} in the backlog"
        assert billed == confirmed, f"{what}: {billed} billed, {confirmed} confirmed"
    for proforma, net, billed in asked(INVOICED):
        assert net == billed, f"proforma {proforma}: {net} invoiced, {billed} billed"


@given(st.lists(happenings, min_size=4, max_size=25))
@example(
    [
        ("work", 0), ("work", 1), ("work", 7), ("ready", 1), ("draft", 1), ("edit", 1), ("confirm", 1), ("journal", 1),
        ("invoice", 1), ("revise", 1), ("edit", 4), ("confirm", 1), ("journal", 1), ("invoice", 1), ("credit", 1),
        ("take_back", 0), ("ready", 1), ("draft", 1), ("apply", 1), ("confirm", 1), ("invoice", 1), ("refund", 1),
    ]
)  # fmt: skip
@example(
    [
        ("work", 0), ("journal", 1), ("write_off", 0), ("write_up", 1), ("undo", 1), ("reprice", 5), ("ready", 1),
        ("draft", 1), ("take_off", 1), ("write_off", 2), ("add", 1), ("confirm", 1), ("credit", 1), ("undo", 0),
    ]
)  # fmt: skip
@example(
    [
        ("work", 0), ("work", 1), ("ready", 1), ("draft", 1), ("write", 1), ("write", 2), ("discount", 1),
        ("surcharge", 2), ("discount", 3), ("edit", 1), ("journal", 1), ("confirm", 1), ("invoice", 1),
        ("revise", 1), ("edit", 4), ("confirm", 1), ("invoice", 1), ("credit", 1), ("reprice", 3),
        ("ready", 1), ("write_off", 0), ("draft", 1), ("discount", 2), ("take_off", 1), ("apply", 1), ("confirm", 1),
    ]
)  # fmt: skip
@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_billed_twice_and_nothing_is_lost(db: None, sequence: list[Happening]) -> None:
    before, books = transaction.savepoint(), Books()
    books.given(WORLD)
    books.do(RETAINER)
    dealings = Dealings(books)
    for verb, drawn in sequence:
        dealings.happens(verb, drawn)
        nothing_is_lost()
    refuse_untrue()
    transaction.savepoint_rollback(before)


def test_every_verb_can_happen(db: None) -> None:
    """A verb that were always refused would prove nothing."""
    books = Books()
    books.given(WORLD)
    books.do(RETAINER)
    dealings = Dealings(books)
    order = [
        "work", "work", "work", "ready", "unready", "ready", "hold", "write_up", "write_off", "undo", "reprice",
        "limits", "ready", "draft", "edit", "write", "discount", "surcharge", "charge_as_before", "discount",
        "take_off", "add", "refund", "apply", "journal", "confirm", "journal",
        "invoice", "revise", "discard", "discard", "credit", "work", "take_back", "approve",
    ]  # fmt: skip
    assert set(order) == set(VERBS)
    for verb in order:
        assert any(dealings.happens(verb, drawn) for drawn in range(12)), verb
        nothing_is_lost()
