"""What becomes of work and products before they are invoiced: shared, priced, written off, delivered, edited."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from unbilled.agreements.models import Contract, ContractCustomer, ContractLine
from unbilled.agreements.records import NewLine
from unbilled.billing.events.add_retainers import NewRetainer, add_retainers
from unbilled.billing.events.apply_retainers import apply_retainers
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.events.merge_drafts import merge_drafts
from unbilled.billing.events.prepare_products import prepare_products
from unbilled.billing.events.revise_proformas import revise_proformas
from unbilled.billing.models import BacklogLine, Proforma, ProformaDetail
from unbilled.foundation import scratch
from unbilled.lab.bench import generated
from unbilled.lab.bench.bench import DATABASE, total
from unbilled.lab.bench.measured import Measured, measured
from unbilled.lab.bench.stages import CHUNK, LAST_DAY, Road, chunks
from unbilled.masterdata.models import WriteOffReason
from unbilled.process.events.add_contract_lines import add_contract_lines
from unbilled.process.events.approve_change_orders import approve_change_orders
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.events.draft_change_order import draft_change_order
from unbilled.process.events.evaluate_limits import evaluate_limits
from unbilled.process.events.reprice_work import reprice_work
from unbilled.process.events.write_off_work import write_off_work
from unbilled.process.events.write_up_work import write_up_work
from unbilled.process.runs.bill_daily import bill_daily

REASON = "Agreed with the customer"
WORK_OF_A_PRODUCT = 4


@dataclass
class Changes(Road):
    """Work on its way that is changed in every manner, of contracts with two customers and schedules."""

    shared_from: date = date(2026, 7, 1)
    order_ids: list[int] = field(default_factory=list)

    @property
    def stages(self) -> dict[str, Callable[[], None]]:
        """The stages by name, in the order in which each finds what it needs."""
        return {
            "change orders": self.change_orders,
            "reprice": self.reprice,
            "write off": self.write_off,
            "write up": self.write_up,
            "limits": self.evaluate,
            "products": self.products,
            "bill due": self.bill_due,
            "merge": self.merge,
            "edit": self.edit,
            "apply": self.apply,
            "confirm": self.confirm,
            "revise": self.revise,
            "credit": self.confirm,
        }

    @property
    def between(self) -> dict[str, Callable[[], None]]:
        """What comes before some of them and is measured elsewhere."""
        return {
            "change orders": self.begin,
            "limits": self.limit,
            "products": self.unlimit,
            "merge": self.create_others,
        }

    def begin(self) -> None:
        """Approve and post all work, pay a retainer of each contract, and order half of the year to be shared."""
        self.sell_products()
        self.record()
        self.post_journals()
        retainer_ids = [
            retainer_id
            for one in ContractCustomer.objects.filter(contract__company_id=self.company_id, is_primary=True)
            for retainer_id in add_retainers(
                self.act,
                contract_id=one.contract_id,
                customer_id=one.customer_id,
                retainers=[NewRetainer("Start", generated.FIRST_DAY, Decimal(100))],
            )
        ]
        mark_ready(self.act, actual_ids=[], retainer_ids=retainer_ids)
        paid = create_proformas(
            self.act,
            contract_ids=self._contracts(),
            through=LAST_DAY,
            actual_ids=[],
            milestone_ids=[],
            retainer_ids=retainer_ids,
        )
        self.proforma_ids = [one.proforma_id for one in paid]
        self.confirm()
        accounts, names = dict[int, dict[str, Decimal]](), dict[int, list[str]]()
        for one in ContractCustomer.objects.filter(contract__company_id=self.company_id).select_related(
            "customer"
        ):
            accounts.setdefault(one.contract_id, {})[one.customer.account] = one.split_percent
        for line in self._lines_of_work().order_by("line_no"):
            names.setdefault(line.contract_id, []).append(line.name)
        self.order_ids = [
            draft_change_order(
                self.act,
                contract_id=contract_id,
                name="Shared",
                effective_date=self.shared_from,
                lines={name: {"customers": accounts[contract_id]} for name in names[contract_id]},
            ).change_order_id
            for contract_id in self._contracts()
        ]

    def sell_products(self) -> None:
        """Agree on products of each contract, one for every four lines of work."""
        project_of = dict(
            ContractLine.objects.filter(company_id=self.company_id, line_no=1).values_list(
                "contract__number", "project__code"
            )
        )
        add_contract_lines(
            self.act,
            lines=[
                NewLine(
                    f"Product {place}",
                    contract=number,
                    billing_method="product",
                    project=project,
                    quantity=Decimal(10),
                    price=Decimal("33.335"),
                    delivery_date=generated.FIRST_DAY,
                )
                for number, project in project_of.items()
                for place in range(1, max(1, self.per_invoice // WORK_OF_A_PRODUCT) + 1)
            ],
        )

    def products(self) -> None:
        """Deliver a part of each product, which is ready to invoice; the rest waits."""
        lines = ContractLine.objects.filter(company_id=self.company_id, billing_method="product").order_by(
            "pk"
        )
        for ids in chunks(list(lines.values_list("pk", flat=True)), CHUNK):
            prepare_products(
                self.act, contract_line_ids=ids, quantity=Decimal(4), delivery_date=generated.FIRST_DAY
            )

    def change_orders(self) -> None:
        """Share the second half of the year with another customer, as ordered."""
        approve_change_orders(self.act, change_order_ids=self.order_ids)

    def reprice(self) -> None:
        """Raise all prices."""
        for ids in self._open():
            reprice_work(self.act, actual_ids=ids, percent=Decimal(5), reason=REASON)

    def write_off(self) -> None:
        """Write off a part of every second sale."""
        for ids in self._open():
            write_off_work(
                self.act, actual_ids=ids[::2], percent=Decimal(10), write_off_reason_id=self._reason()
            )

    def write_up(self) -> None:
        """Write up every second sale."""
        for ids in self._open():
            write_up_work(
                self.act, actual_ids=ids[1::2], percent=Decimal(10), write_off_reason_id=self._reason()
            )

    def limit(self) -> None:
        """Let no contract bill more than what a quarter of its work is worth, and no line more than half of that."""
        generated.limited(company_id=self.company_id, quarters=1)

    def evaluate(self) -> None:
        """Hold all work against the limits, one sale after the other."""
        for ids in self._open():
            evaluate_limits(self.act, actual_ids=ids)

    def unlimit(self) -> None:
        """Take the limits away, and mark all work ready."""
        generated.limited(company_id=self.company_id, quarters=None)
        for ids in self._open():
            evaluate_limits(self.act, actual_ids=ids)
        self.mark_ready()

    def bill_due(self) -> None:
        """Bill what schedules say."""
        bill_daily(self.act)

    def create_others(self) -> None:
        """Bill by hand what has no schedule, on drafts of its own."""
        create_proformas(self.act, contract_ids=self._contracts(), through=LAST_DAY)

    def merge(self) -> None:
        """Make one draft of those of a contract and customer."""
        drafts: dict[tuple[int, int], list[int]] = {}
        for one in self._drafts():
            drafts.setdefault((one.contract_id, one.customer_id), []).append(one.pk)
        for ids in drafts.values():
            if len(ids) > 1:
                merge_drafts(self.act, proforma_ids=ids)

    def edit(self) -> None:
        """Bill nine tenths of each line."""
        for draft in self._drafts():
            details = ProformaDetail.objects.filter(proforma_id=draft.pk)
            quantities = {
                line_no: round(quantity * Decimal("0.9"), 6)
                for line_no, quantity in details.values_list("line_no", "quantity")
            }
            edit_details(self.act, proforma_id=draft.pk, quantities=quantities, reason=REASON)

    def apply(self) -> None:
        """Deduct what was paid in advance."""
        self.proforma_ids = [one.pk for one in self._drafts()]
        for ids in chunks(self.proforma_ids, self._documents):
            apply_retainers(self.act, proforma_ids=ids)

    def confirm(self) -> None:
        """Confirm what is drafted and hand it to the accountant, with journal lines for what is open again."""
        for ids in chunks(self.proforma_ids, self._documents):
            confirm_and_propose(self.act, proforma_ids=ids)

    def revise(self) -> None:
        """Draft the credit of everything that was confirmed last."""
        created = [
            one.proforma_id
            for ids in chunks(self.proforma_ids, self._documents)
            for one in revise_proformas(self.act, proforma_ids=ids, reason=REASON)
        ]
        self.proforma_ids = created

    def _contracts(self) -> list[int]:
        return list(
            Contract.objects.filter(company_id=self.company_id).order_by("pk").values_list("pk", flat=True)
        )

    def _lines_of_work(self) -> QuerySet[ContractLine]:
        return ContractLine.objects.filter(company_id=self.company_id).exclude(billing_method="product")

    def _drafts(self) -> list[Proforma]:
        return list(Proforma.objects.filter(company_id=self.company_id, status="draft").order_by("pk"))

    def _open(self) -> Iterator[list[int]]:
        """Chargeable sales in the backlog, by chunks."""
        lines = BacklogLine.objects.filter(
            company_id=self.company_id, proforma_id=None, billing_type="chargeable"
        )
        for ids in chunks(list(lines.order_by("pk").values_list("pk", flat=True)), CHUNK):
            yield list(ids)

    def _reason(self) -> int:
        return WriteOffReason.objects.get(company_id=self.company_id).pk


def change_bench(*, lines: int, per_invoice: int, report: Callable[[Measured], None]) -> list[Measured]:
    """Change so many lines on their way in every manner, and compare each with COPY of the rows that it leaves.

    Args:
        lines: Time entries, each an unbilled sale of its own to begin with.
        per_invoice: Lines of a contract, which its invoices have before they are shared and divided.
        report: Told of each stage as soon as it is measured.

    Returns:
        The stages, and last the total.
    """
    contracts = max(1, lines // per_invoice)
    with scratch.scratch_database(DATABASE):
        changes = changing(lines=lines, contracts=contracts, per_invoice=per_invoice)
        found = []
        for stage, act in changes.stages.items():
            if stage in changes.between:
                changes.between[stage]()
                generated.analyze()
            found.append(measured(stage, DATABASE, act))
            report(found[-1])
    return [*found, total(found)]


def changing(*, lines: int, contracts: int, per_invoice: int, code: str = "BENCH") -> Changes:
    """Submitted work of a company whose contracts have two customers and schedules."""
    company_id, person_id = generated.company(contracts=contracts, code=code)
    generated.shared_and_scheduled(company_id=company_id, on=LAST_DAY)
    entry_ids = generated.submitted_entries(
        company_id=company_id, reference="A-", entries=lines, first=0, contracts=contracts, analyzed=False
    )
    return Changes(company_id, person_id, entry_ids, per_invoice)
