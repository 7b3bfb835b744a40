"""Whatever is divided, its parts sum to it: to the minor unit in amount, to six decimals in quantity."""

from decimal import Decimal
from itertools import pairwise

from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from truths import untrue
from unbilled.accounting.models import ProposalLine
from unbilled.actuals.models import Actual
from unbilled.billing.models import Milestone, ProformaDetail
from unbilled.foundation.money import rounded
from unbilled.lab.scenarios.books import Books
from unbilled.work.models import Entry

DIGITS = {"JPY": 0, "EUR": 2, "KWD": 3}
TRUTHS = (
    "recorded_work_is_worth_quantity_times_price",
    "a_split_gives_every_part_a_home",
    "a_confirmed_sale_leaves_no_unbilled_amount",
    "every_detail_of_a_confirmed_proforma_is_billed_as_it_says",
    "the_rest_of_a_correction_is_unbilled_again",
    "every_open_unbilled_sale_is_in_the_backlog",
    "tax_by_code_equals_tax_on_lines",
    "lines_of_an_invoice_share_its_converted_total",
    "an_invoice_and_its_full_credit_sum_to_zero",
    "a_sale_is_connected_with_its_cost_and_its_billed_sale_with_it",
)


@st.composite
def shares(draw: st.DrawFn) -> dict[str, Decimal]:
    """Percentages of two to five customers, with up to six decimals, that total 100."""
    cuts = draw(st.lists(st.integers(1, 99_999_999), min_size=1, max_size=4, unique=True))
    edges = [0, *sorted(cuts), 100_000_000]
    return {f"S{place}": Decimal(high - low) / 1_000_000 for place, (low, high) in enumerate(pairwise(edges))}


HOURS = st.decimals("0.01", 12, places=2) | st.decimals("0.000001", 1, places=6)


@settings(
    deadline=None,
    max_examples=12,
    derandomize=True,
    phases=[Phase.generate],  # a road takes a second, and shrinking takes hundreds
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    currency=st.sampled_from(sorted(DIGITS)),
    percents=shares(),
    price=st.decimals("0.01", 500, places=2),
    worked=st.lists(st.tuples(HOURS, HOURS, HOURS, HOURS), min_size=1, max_size=6),
    agreed=st.decimals(1, 100_000, places=0),
    rate=st.decimals("0.5", 200, places=4),
)
def test_the_parts_of_whatever_is_divided_sum_to_it(
    books: Books,
    currency: str,
    percents: dict[str, Decimal],
    price: Decimal,
    worked: list[tuple[Decimal, Decimal, Decimal, Decimal]],
    agreed: Decimal,
    rate: Decimal,
) -> None:
    with transaction.atomic():
        digits, unit = DIGITS[currency], Decimal(1).scaleb(-DIGITS[currency])
        books.given(
            f"""
            company: {{code: PARTS, accounting_currency: USD, daily_limit_minutes: none, rates: {{{currency}: {rate}}}}}
            tax: {{VAT: 19.6}}
            resources: {{Ada: {{role: Developer, cost_price: 1}}}}
            customers: {{{", ".join(f"{name}: {{wants_nil_invoices: true}}" for name in percents)}}}
            contracts:
              C-1:
                currency: {currency}
                customers: {{{", ".join(f"{name}: {percent}" for name, percent in percents.items())}}}
                sales_prices: {{Developer: {price}}}
                lines:
                  Work: {{project: P-1}}
                  Plan: {{project: P-2, billing_method: fixed_price, amount: {agreed},
                          milestones: {{Whole: {{amount: {agreed}, date: 2026-03-31}}}}}}
            """
        )
        parts = Milestone.objects.filter(company_id=books.company_id)
        assert parts.aggregate(total=Sum("transaction_amount"))["total"] == agreed
        assert min(parts.values_list("transaction_amount", flat=True)) >= 0

        # What is billable and its rest, each shared; the first entry is approved before the others.
        names = [f"T{number}" for number in range(len(worked))]
        for name, (hours, _, _, _) in zip(names, worked, strict=True):
            books.do(
                f"- enter: {{{name}: {{resource: Ada, project: P-1, date: 2026-03-02, hours: {hours}}}}}"
            )
        books.do("- submit: all")
        billable = {name: hours for name, (_, hours, _, _) in zip(names, worked, strict=True)}
        for some in filter(None, (names[:1], names[1:])):
            said = ", ".join(f"{name}: {billable[name]}" for name in some)
            books.do(f"- approve: {{entries: [{', '.join(some)}], billable: {{{said}}}}}")
        sales = Actual.objects.filter(company_id=books.company_id, transaction_type="unbilled_sales")
        for entry in Entry.objects.filter(company_id=books.company_id):
            of_entry = sales.filter(entry=entry)
            sums = of_entry.aggregate(quantity=Sum("quantity"), amount=Sum("transaction_amount"))
            whole = max(entry.quantity, entry.billable_quantity)
            assert (sums["quantity"], sums["amount"]) == (whole, rounded(whole * price, digits))
            assert min(of_entry.values_list("quantity", flat=True)) >= 0
            assert min(of_entry.values_list("transaction_amount", flat=True)) >= 0
            for one in of_entry:
                assert one.transaction_amount == rounded(one.transaction_amount, digits)
        charged = sales.filter(billing_type="chargeable")
        total = charged.aggregate(total=Sum("transaction_amount"))["total"]
        slack = unit * len(percents) * (1 + sum(1 for one in worked if one[1] * price < len(percents) * unit))
        for name, percent in percents.items():
            share = charged.filter(customer_id=books.id("customers", name)).aggregate(
                total=Sum("transaction_amount")
            )["total"]
            assert abs(share - total * percent / 100) <= slack

        # An edit of a draft, and a correction: what is billed and its rest; tax and converted amounts over lines.
        books.do("- post_journals: all\n- mark_ready: all\n- create_proformas: {through: 2026-03-31}")
        edit(books, worked[0][2], is_correction=False)
        books.do("- confirm: all\n  on: 2026-03-31")
        lines = ProposalLine.objects.filter(company_id=books.company_id)
        for proposal in {line.proposal_id for line in lines}:
            of_proposal = lines.filter(proposal_id=proposal).aggregate(
                net=Sum("net_amount"), tax=Sum("tax_amount")
            )
            assert of_proposal["tax"] == rounded(of_proposal["net"] * Decimal("0.196"), digits)
        books.do("- post_invoices: all\n- revise: all")
        edit(books, worked[0][3], is_correction=True)
        books.do("- confirm: all\n- post_journals: all\n- post_invoices: all")
        assert {one.name for one in untrue()}.isdisjoint(TRUTHS)
        transaction.set_rollback(True)


def edit(books: Books, hours: Decimal, *, is_correction: bool) -> None:
    """Bill other hours in the first line of work of each draft, or none where these are what was billed."""
    drafts = ProformaDetail.objects.filter(
        company_id=books.company_id,
        proforma__status="draft",
        is_correction=is_correction,
        transaction_class="time",
    )
    for detail in drafts.order_by("proforma_id", "line_no").distinct("proforma_id"):
        kept = 0 if is_correction and hours == detail.source_quantity else hours
        quantities = f"quantities: {{{detail.line_no}: {kept}}}"
        books.do(f"- edit: {{proformas: {detail.proforma.number}, {quantities}, reason: Agreed}}")
