"""Remedies to be tried: how each refusal is met on the command line, and what is done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from acting import acting
from einvoicing import EVERYTHING
from unbilled.documents.einvoice import ubl
from unbilled.documents.pdf import LAYOUT_FILES
from unbilled.lab.scenarios.books import Books

Step = str | Callable[[Books], Any]
"""A command, a step of a scenario (it begins with ``- ``), or something that only the database could have done."""

WORLD = """
company: {code: ACME, name: Acme Ltd, accounting_currency: EUR, terms: N30, country: IE, vat_id: IE6388047V,
          address: "1 Quay\\nCork", rates: {USD: {2026-03-10: 0.9}}}
terms: {N30: {net_days: 30}}
tax: {VAT20: {rate: 20}, VAT0: {rate: 0, category: Z}}
tax_groups: {DOMESTIC: [VAT20, VAT0], EXPORT: [VAT0], NOWHERE: []}
item_tax_groups: {FULL: [VAT20, VAT0]}
roles: {Developer: {cost_price: 60}, Tester: {cost_price: 50}}
resources: {Ada Moreau: Developer, Ben Ode: Tester}
categories: {Travel: {class: expense}, Kick-off: {class: fee}, Mileage: {class: expense}}
customers:
  Helios: {account: "10010", tax_group: EXPORT, address: "2 Quay\\nCork", country: IE}
  Orbit: {account: "10020", tax_group: EXPORT, address: "3 Quay\\nCork", country: IE}
  Vega: {account: "10050", tax_group: NOWHERE, address: "5 Quay\\nCork", country: IE}
  Nova: {account: "10030", tax_group: none, address: "4 Quay\\nCork", country: IE}
projects: {P-7: {}, P-8: {}, P-9: {stage: closed}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 100, Travel: at_cost, Mileage: {per_unit: 0.5, unit: km}}
    lines:
      Build: {project: P-1, classes: [time, expense, material]}
      Plan: {project: P-4, billing_method: fixed_price, amount: 1000,
             milestones: {Kick: {amount: 400, date: 2026-03-05}}}
  C-2:
    customers: {Orbit: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 120}
    lines:
      Care: {project: P-2}
      Study: {project: P-3, billing_method: fixed_price, milestones: {Report: {amount: 4000, date: 2026-03-20}}}
  C-3:
    customers: {Helios: 100}
    confirmed: false
    profile: time_and_material_wip
    sales_prices: {Developer: 90}
    lines:
      Draft: {project: P-5}
      Phase: {project: P-6, billing_method: fixed_price, milestones: {Half: {amount: 50, date: 2026-03-20}}}
  C-5:
    customers: {Vega: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 90}
    lines: {Run: {project: P-11}}
  C-4:
    customers: {Nova: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 90}
    lines: {Run: {project: P-10}}
"""
SUBMITTED = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8, description: Layout}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 2}
    T3: {resource: Ada Moreau, project: P-2, date: 2026-03-04, hours: 5}
- submit: all
"""
APPROVED = SUBMITTED + "- approve: {entries: all, on: 2026-03-05}\n"
ZETA = "code: ZETA, name: Zeta, accounting_currency: EUR, first_fiscal_year: 2026"
DAY = "--on 2026-03-31"
BILL = f"bill --through 2026-03-31 {DAY}"
DRAFTED = (APPROVED, BILL)
"""P-00001 of C-1: 8 h and 2 h and the milestone Kick; P-00002 of C-2: 5 h and the milestone Report."""
CONFIRMED = (*DRAFTED, "post journals", f"confirm {DAY}")
POSTED = (*CONFIRMED, f"post invoices {DAY}")
QUEUED = (
    *POSTED,
    "sending-profiles add 10010 --channel download --has-page yes",
    "deliver 2026-00001 --queue-only",
)
ASKED = (*QUEUED, "- ask_question: {invoice: 2026-00001, text: Because}")


BILL_C1 = f"bill --through 2026-03-31 --contract C-1 {DAY}"
BOX = (
    "contracts lines add C-1/Box --billing-method product --project P-7 --quantity 2 --price 10 "
    "--delivery-date 2026-03-10"
)
RETAINER_READY = ("retainers add C-1 Start 2026-03-01 100", "retainers ready C-1 Start")
RETAINED = (*RETAINER_READY, BILL_C1, f"confirm P-00001 {DAY}", APPROVED, BILL_C1, "retainers apply P-00002")
"""P-00001 bills the milestone Kick and invoices Start; P-00002 bills 8 h and 2 h, and deducts Start."""


def one_entry(name: str = "X1", **said: Any) -> str:
    """A draft of one hour, or what else it is."""
    fields = {"resource": "Ada Moreau", "project": "P-1", "date": "2026-03-09", "hours": 1} | said
    told = ", ".join(f"{key}: {value}" for key, value in fields.items() if value is not None)
    return f"- enter: {{{name}: {{{told}}}}}"


@dataclass(frozen=True)
class Case:
    """How a refusal is met, and what is done about it.

    Attributes:
        code: The refusal.
        before: What leads to it.
        first: The command that is refused, or sets something aside for this reason.
        remedy: The commands that carry the remedy out; files to be read are made by ``files``.
        after: What goes through then; the first command where nothing is said.
        files: Texts of files that the commands name.
    """

    code: str
    before: tuple[Step, ...]
    first: str
    remedy: tuple[str, ...]
    after: str = ""
    files: dict[str, str] | None = None


def without(model: str, of: str = "company_id", **which: Any) -> Callable[[Books], None]:
    """Rows that every company has, taken away."""

    def taken(books: Books) -> None:
        from django.apps import apps

        apps.get_model(*model.split(".")).objects.filter(**({of: books.company_id} | which)).delete()

    return taken


def locale_of_another_version(books: Books) -> None:
    """A locale that this version does not know; the company takes none."""
    from unbilled.companies.models import Company

    Company.objects.filter(pk=books.company_id).update(locale="xx_YY")


def known(_: Books) -> None:
    """The administrator, to whom commands fall back."""
    acting()


def folder(_: Books) -> None:
    """A folder where a file is wanted."""
    Path("folder").mkdir(exist_ok=True)


def person(name: str, *roles: str, scope: str = "all") -> Callable[[Books], None]:
    """Somebody with roles."""

    def joined(books: Books) -> None:
        from acting import granted

        granted(books.company_id, name, *roles, scope=scope)

    return joined


TIME = "Date,Resource,Project,Hours,Reference\n"
ROAD = (
    Case(
        "ContractClosed",
        ("contracts close C-5",),
        "contracts lines add C-5/More --project P-8",
        ("contracts reopen C-5",),
    ),
    Case(
        "ContractNotBilled",
        (
            "customers change 10030 --tax-group EXPORT",
            one_entry(project="P-10"),
            "- submit: all",
            "- approve: {entries: all, on: 2026-03-10}",
        ),
        "contracts close C-4",
        (
            "backlog --contract C-4",
            f"{BILL} --contract C-4",
            f"confirm P-00001 {DAY}",
            "post journals",
            f"post invoices P-00001 {DAY}",
        ),
    ),
    Case("ContractNotMovable", (), "contracts close C-3", ("contracts list",), "contracts close C-5"),
    Case(
        "AccountMissing",
        (APPROVED, without("accounting.PostingRule", posting_type="cost")),
        "post journals",
        ("posting-rules add cost --account 5000",),
    ),
    Case(
        "AccountingDateBeforeAccruals",
        (*DRAFTED, "post journals", "confirm P-00001 --on 2026-03-01"),
        f"post invoices P-00001 {DAY}",
        ("proposals update P-00001 --accounting-date 2026-03-31",),
    ),
    Case(
        "ContractNotConfirmed",
        (one_entry(project="P-5"), "- submit: all", "- approve: {entries: all, on: 2026-03-10}"),
        "ready --entry X1",
        ("contracts confirm C-3",),
    ),
    Case(
        "ContractNotDraft",
        (),
        "contracts confirm C-1 C-3",
        ("contracts list --status draft",),
        "contracts confirm C-3",
    ),
    Case(
        "ContractWithoutCustomer",
        ("contracts add C-9", "contracts lines add C-9/Work --project P-7"),
        "contracts confirm C-9",
        ("contracts change C-9 --customers 10010=100",),
    ),
    Case(
        "CorrectionOpen",
        (*CONFIRMED, "proformas revise P-00001 --reason Wrong"),
        "proformas revise P-00001 --reason Wrong",
        ("proformas edit P-00003 --quantity 1=6",),
        f"confirm P-00003 {DAY}",
    ),
    Case(
        "CorrectionUnchanged",
        (
            *CONFIRMED,
            "proformas revise P-00001 --reason Wrong",
            "proformas edit P-00003 --quantity 1=8 --quantity 2=2 --quantity 3=1",
        ),
        f"confirm P-00003 {DAY}",
        ("proformas edit P-00003 --quantity 1=6",),
    ),
    Case(
        "CorrectionTakesNoWork",
        (
            *CONFIRMED,
            "proformas revise P-00001 --reason Wrong",
            one_entry(),
            "- submit: all",
            "- approve: {entries: all}",
            "ready --entry X1",
        ),
        "proformas add P-00003 --entry X1",
        (BILL,),
        "proformas show P-00004",
    ),
    Case(
        "CorrectionTakesNoDiscount",
        (*CONFIRMED, "proformas revise P-00001 --reason Wrong"),
        "proformas discount P-00003 Rebate --percent 5",
        ("proformas edit P-00003 --quantity 1=8 --price 1=95",),
        "proformas show P-00003",
    ),
    Case(
        "DiscountTooLarge",
        (*DRAFTED, "proformas discount P-00001 Rebate --amount 900"),
        "proformas edit P-00001 --quantity 1=0 --reason Agreed",
        ("proformas remove-discounts P-00001 Rebate",),
    ),
    Case(
        "DiscountUnclear",
        DRAFTED,
        "proformas discount P-00001 Rebate --amount 0.005",
        ("proformas discount P-00001 Rebate --amount 0.01",),
        "proformas show P-00001",
    ),
    Case(
        "DiscountUnknown",
        (*DRAFTED, "proformas discount P-00001 Rebate --percent 5"),
        "proformas remove-discounts P-00001 Rebates",
        ("proformas show P-00001",),
        "proformas remove-discounts P-00001 Rebate",
    ),
    Case(
        "DiscountWithoutText",
        DRAFTED,
        "proformas discount P-00001 '' --percent 5",
        ("proformas discount P-00001 Rebate --percent 5",),
        "proformas show P-00001",
    ),
    Case(
        "NotDiscountable",
        RETAINED,
        "proformas discount P-00002 Rebate --percent 5 --line 3",
        ("proformas discount P-00002 Rebate --percent 5 --line 1",),
        "proformas show P-00002",
    ),
    Case(
        "NotSoldThere",
        DRAFTED,
        "proformas write P-00001 Build --price 50 --text Licence",
        ("proformas write P-00001 Plan --price 50 --text Licence",),
        "proformas show P-00001",
    ),
    Case(
        "NothingToHold",
        (*DRAFTED, "proformas write P-00001 Plan --price 50 --text Licence"),
        "proformas postpone P-00001 --line 4 --reason Later",
        ("proformas remove P-00001 --line 4",),
        "proformas show P-00001",
    ),
    Case(
        "EntryWritten",
        (*DRAFTED, "proformas write P-00001 Plan --price 50 --text Licence"),
        "entries delete P-00001/4",
        ("proformas remove P-00001 --line 4",),
        "proformas show P-00001",
    ),
    Case(
        "NotInReview",
        DRAFTED,
        "proformas return P-00001 --comment Again",
        ("proformas hand-in P-00001",),
    ),
    Case(
        "ReturnUnexplained",
        (*DRAFTED, "proformas hand-in P-00001"),
        "proformas return P-00001",
        ("proformas return P-00001 --comment Again",),
        "proformas show P-00001",
    ),
    Case(
        "NotWrittenOff",
        (*DRAFTED, "write-off-reasons add LATE"),
        "proformas edit P-00001 --quantity 1=9 --write-off LATE",
        ("proformas edit P-00001 --quantity 1=7 --write-off LATE",),
        "proformas show P-00001",
    ),
    Case(
        "CoverageOverlaps",
        ("contracts lines add C-3/Again --project P-5",),
        "contracts confirm C-3",
        (
            "contracts lines change C-3/Again --classes expense",
            "contracts lines change C-3/Draft --classes time",
        ),
    ),
    Case(
        "CustomerOnHold",
        (*CONFIRMED, "customers change 10010 --on-hold yes"),
        f"post invoices P-00001 {DAY}",
        ("customers change 10010 --on-hold no",),
    ),
    Case(
        "DailyLimitExceeded",
        (one_entry(hours=25),),
        "submit --entry X1",
        ("company change --daily-limit 1500",),
    ),
    Case(
        "DetailUnknown",
        DRAFTED,
        "proformas edit P-00001 --quantity 7=1",
        ("proformas show P-00001",),
        "proformas edit P-00001 --quantity 1=8",
    ),
    Case(
        "DifferenceUnexplained",
        DRAFTED,
        "proformas edit P-00001 --quantity 2=0",
        ("proformas remove P-00001 --line 2",),
        "proformas add P-00001 --entry T2",
    ),
    Case(
        "DifferenceUnexplained",
        DRAFTED,
        "proformas edit P-00001 --quantity 2=0",
        ("proformas edit P-00001 --quantity 2=0 --reason Agreed",),
        f"confirm P-00001 {DAY}",
    ),
    Case(
        "PriceNegative",
        DRAFTED,
        "proformas edit P-00001 --price 1=-5",
        ("proformas edit P-00001 --price 1=0 --reason Agreed",),
        f"confirm P-00001 {DAY}",
    ),
    Case(
        "BillingTypeCorrected",
        (*CONFIRMED, f"proformas revise P-00001 --reason Warranty {DAY}"),
        "proformas edit P-00003 --billing-type 1=complimentary",
        ("proformas edit P-00003 --quantity 1=0",),
        f"confirm P-00003 {DAY}",
    ),
    Case(
        "DraftWouldBeEmpty",
        DRAFTED,
        "proformas remove P-00001 --line 1 --line 2 --line 3",
        ("proformas discard P-00001",),
        BILL,
    ),
    Case(
        "DueDateTooEarly",
        CONFIRMED,
        "proposals update P-00001 --invoice-date 2026-03-31 --due-date 2026-03-30",
        ("proposals update P-00001 --invoice-date 2026-03-31 --due-date 2026-04-30",),
        f"post invoices P-00001 {DAY}",
    ),
    Case(
        "ChangeOrderEmpty",
        (),
        "changeorders add C-1 More --from 2026-04-01",
        ("changeorders add C-1 More --from 2026-04-01 --line Plan --amount 2000",),
        "changeorders list",
    ),
    Case(
        "ChangeOrderOfDraft",
        (),
        "changeorders add C-3 More --from 2026-04-01 --line Draft --amount 2000",
        ("contracts change C-3 --limit 9000",),
        "changeorders list",
    ),
    Case(
        "ChangeOrderUnknown",
        ("changeorders add C-1 More --from 2026-04-01 --line Plan --amount 2000",),
        "changeorders approve C-1/2",
        ("changeorders list",),
        "changeorders approve C-1/1",
    ),
    Case(
        "ChangeOrderNotMovable",
        ("changeorders add C-1 More --from 2026-04-01 --line Plan --amount 2000",),
        "changeorders apply C-1/1",
        ("changeorders list", "changeorders approve C-1/1 --on 2026-04-01"),
        "changeorders list",
    ),
    Case(
        "SharesHoldLater",
        (
            "changeorders add C-1 Orbit --from 2026-04-01 --line Build --customers 10020=100",
            "changeorders approve C-1/1 --on 2026-04-01",
        ),
        "changeorders add C-1 Helios --from 2026-03-01 --line Build --customers 10010=100",
        ("changeorders add C-1 Helios --from 2026-04-02 --line Build --customers 10010=100",),
        "changeorders list",
    ),
    Case(
        "ProgressUnclear",
        (),
        "milestones progress C-1 Plan",
        ("milestones progress C-1 Plan --percent 50",),
        "milestones list",
    ),
    Case(
        "LineWithoutAmount",
        ("contracts lines add C-2/Bare --billing-method fixed_price --project P-7",),
        "milestones progress C-2 Bare --percent 50",
        ("contracts lines change C-2/Bare --amount 9000",),
    ),
    Case(
        "ProgressNotAhead",
        ("milestones progress C-1 Plan --percent 50",),
        "milestones progress C-1 Plan --percent 50",
        ("milestones progress C-1 Plan --percent 60",),
        "milestones list",
    ),
    Case(
        "ProgressBeyondContract",
        (),
        "milestones progress C-1 Plan --percent 61",
        ("contracts lines change C-1/Plan --amount 2000",),
    ),
    Case(
        "ProductBeyondContract",
        (BOX,),
        "products part C-1 Box 3",
        ("contracts lines change C-1/Box --quantity 3",),
    ),
    Case(
        "ProductQuantityNotPositive",
        (BOX,),
        "products part C-1 Box 0",
        ("products part C-1 Box 1",),
        "products list",
    ),
    Case(
        "LineWithoutProduct",
        (BOX,),
        "products part C-1 Build 1",
        ("contracts lines list --contract C-1",),
        "products part C-1 Box 1",
    ),
    Case(
        "ProductAsAgreed",
        (BOX, APPROVED, BILL_C1),
        "proformas edit P-00001 --price 4=1 --reason Half",
        ("proformas remove P-00001 --line 4",),
        f"confirm P-00001 {DAY}",
    ),
    Case(
        "MilestonesNotPlannable",
        (),
        "milestones generate C-1 Plan sometimes --from 2026-01-01 --through 2026-06-30",
        ("milestones generate C-1 Plan 'monthly on 31' --from 2026-01-01 --through 2026-06-30",),
        "milestones list",
    ),
    Case(
        "EntryDecided",
        (APPROVED,),
        "entries change T1 --hours 6",
        ("take-back T1 --comment Hours",),
    ),
    Case(
        "EntryRecorded",
        (APPROVED, "take-back T1 --comment Hours"),
        "entries delete T1",
        ("entries change T1 --hours 6", "submit --entry T1"),
        "approve --entry T1",
    ),
    Case(
        "EntryNotApprovedNow",
        (SUBMITTED,),
        "take-back T1",
        ("recall --entry T1",),
        "entries change T1 --hours 6",
    ),
    Case(
        "ReasonMissing",
        (APPROVED,),
        "recalls ask T1 --reason ' '",
        ("recalls ask T1 --reason Hours",),
        "recalls list",
    ),
    Case(
        "RecallNotPossible",
        (SUBMITTED,),
        "recalls ask T1 --reason Hours",
        ("recall --entry T1",),
        "recalls list",
    ),
    Case(
        "RecallNotRequested",
        (APPROVED,),
        "recalls accept T1",
        ("recalls list --status requested",),
        "take-back T1",
    ),
    Case("WorkInvoiced", DRAFTED, "take-back T1", ("proformas remove P-00001 --line 1",)),
    Case(
        "WorkInvoiced",
        CONFIRMED,
        "take-back T1",
        ("proformas revise P-00001 --reason Wrong", f"confirm P-00003 {DAY}"),
    ),
    Case("EntryNotDraft", (SUBMITTED,), "submit --entry T1", ("recall --entry T1",)),
    Case("EntryNotSubmitted", (one_entry(),), "approve --entry X1", ("submit --entry X1",)),
    Case("EntrySubmitted", (SUBMITTED,), "entries change T1 --hours 6", ("recall --entry T1",)),
    Case(
        "ReceiptUnsuitable",
        (one_entry(),),
        "entries attach X1 taxi.txt",
        ("entries attach X1 taxi.pdf",),
        "submit --entry X1",
        files={"taxi.txt": "Taxi", "taxi.pdf": "%PDF-1.7 taxi"},
    ),
    Case(
        "ReceiptMissing",
        (one_entry(), "entries attach X1 taxi.pdf"),
        "entries detach X1 bus.pdf",
        ("entries detach X1 taxi.pdf",),
        "submit --entry X1",
        files={"taxi.pdf": "%PDF-1.7 taxi"},
    ),
    Case(
        "EntryOfOthers",
        (one_entry(), person("tom", "team_member"), person("mia", "project_accountant")),
        "entries change X1 --hours 6 --as tom",
        ("entries change X1 --hours 6 --as mia",),
        "submit --entry X1",
    ),
    Case(
        "ExchangeRateMissing",
        (
            one_entry(
                "E1",
                resource=None,
                hours=None,
                **{"class": "expense"},
                category="Travel",
                cost=40,
                cost_currency="USD",
            ),
            "submit",
        ),
        "approve --entry E1",
        ("rates add USD/EUR/2026-03-01 --rate 0.9",),
    ),
    Case(
        "FeeNotCovered",
        (
            "- enter: {F1: {class: fee, category: Kick-off, project: P-1, date: 2026-03-09, price: 500}}",
            "submit",
        ),
        "approve --entry F1",
        (
            "contracts lines change C-1/Build --classes time --classes expense --classes material --classes fee",
        ),
    ),
    Case(
        "SaleNotBilled",
        (*POSTED, f"invoices credit 2026-00001 --line 1 --reason Wrong --post {DAY}"),
        f"invoices credit 2026-00001 --line 1 --line 2 --reason Wrong {DAY}",
        (),
        f"invoices credit 2026-00001 --line 2 --reason Wrong {DAY}",
    ),
    Case(
        "SendingNotAgreed",
        POSTED,
        "deliver 2026-00001 --queue-only",
        ("sending-profiles add 10010 --recipients ap@helios.example",),
    ),
    Case(
        "AddressMissing",
        (*POSTED, "sending-profiles add 10010"),
        "deliver 2026-00001 --queue-only",
        ("sending-profiles change 10010 --recipients ap@helios.example",),
    ),
    Case(
        "EInvoiceMissing",
        (*POSTED, "sending-profiles add 10010 --recipients ap@helios.example --channel access_point"),
        "deliver 2026-00001 --queue-only",
        ("sending-profiles change 10010 --channel email --attaches pdf_and_xml",),
    ),
    Case(
        "SendingUnderWay",
        QUEUED,
        "deliver 2026-00001 --queue-only",
        ("deliveries list --number 2026-00001", "deliveries settle 2026-00001/1 --became given_up"),
    ),
    Case(
        "AlreadySent",
        (*QUEUED, "deliveries settle 2026-00001/1 --became sent"),
        "deliver 2026-00001 --queue-only",
        ("deliver 2026-00001 --again --queue-only",),
        "deliveries list",
    ),
    Case(
        "DeliveryNotMovable",
        (*QUEUED, "deliveries settle 2026-00001/1 --became sent"),
        "deliveries settle 2026-00001/1 --became sent",
        ("deliveries list",),
        "deliver 2026-00001 --again --queue-only",
    ),
    Case(
        "DeliveryUnknown",
        QUEUED,
        "deliveries retry 2026-00001/2",
        ("deliveries list",),
        "deliveries settle 2026-00001/1 --became sent",
    ),
    Case(
        "CustomerQuestionUnknown",
        ASKED,
        "questions answer 2026-00001/2 Yes",
        ("questions list",),
        "questions answer 2026-00001/1 Yes",
    ),
    Case(
        "AnswerEmpty",
        ASKED,
        'questions answer 2026-00001/1 " "',
        ("questions answer 2026-00001/1 Yes",),
        "questions list",
    ),
    Case(
        "QuestionAnswered",
        (*ASKED, "questions answer 2026-00001/1 Yes"),
        "questions answer 2026-00001/1 No",
        (),
        "questions list",
    ),
    Case(
        "NotificationUnreadable",
        (),
        "deliveries bounced --file returned.eml",
        (),
        "deliveries list",
        files={"returned.eml": "Subject: Hello"},
    ),
    Case("FiscalYearNotNext", (), "years add 2035", ("years add 2028",), "years add 2029"),
    Case(
        "FiscalYearNotOfItsDay",
        (),
        "company open APRIL --name April --currency EUR --first-day 2026-04-06",
        ("company open APRIL --name April --currency EUR --first-day 2026-04-01",),
        "years list --company APRIL",
    ),
    Case(
        "InvoiceDateOutsideYears",
        (*CONFIRMED, "periods list"),
        "proposals update P-00001 --invoice-date 2025-12-31",
        ("proposals update P-00001 --invoice-date 2026-03-31",),
        f"post invoices P-00001 {DAY}",
    ),
    Case(
        "InvoiceDateTooEarly",
        (*CONFIRMED, f"post invoices P-00001 {DAY}"),
        "post invoices P-00002 --on 2026-03-30",
        ("proposals update P-00002 --invoice-date 2026-03-31",),
    ),
    Case(
        "InvoiceDateTooLate",
        CONFIRMED,
        "proposals update P-00001 --invoice-date 2027-12-31",
        ("proposals update P-00001 --invoice-date 2026-03-31",),
        f"post invoices P-00001 {DAY}",
    ),
    Case(
        "InvoiceLineUnknown",
        POSTED,
        "trace 2026-00001 --line 9",
        ("trace 2026-00001",),
        "trace 2026-00001 --line 1",
    ),
    Case(
        "JournalLineNotDraft",
        (APPROVED, "post journals"),
        "journals adjust --entry T1 --kind sales --tax-group DOMESTIC",
        (BILL, f"confirm P-00001 {DAY}", "proposals update P-00001 --tax-group DOMESTIC"),
        f"post invoices P-00001 {DAY}",
    ),
    Case(
        "LastAdministrator",
        (person("ida", "administrator"), person("mia", "project_manager")),
        "people revoke ida --role administrator",
        ("people grant mia --role administrator",),
    ),
    Case(
        "LocaleUnknown",
        (*CONFIRMED, locale_of_another_version),
        f"post invoices P-00001 {DAY}",
        ("company change --locale en_GB",),
    ),
    Case(
        "LegalDataMissing",
        (*CONFIRMED, 'customers change 10010 --address ""'),
        f"post invoices P-00001 {DAY}",
        ('customers change 10010 --address "9 Quay, Cork" --country IE',),
    ),
    Case(
        "EInvoiceNotValid",
        (
            *CONFIRMED,
            "customers change 10010 --einvoice-format peppol",
            "company change --electronic-address 5790000435968 --electronic-scheme 0088",
        ),
        f"post invoices P-00001 {DAY}",
        (
            "customers change 10010 --buyer-reference R-7 --electronic-address 5790000436057 "
            "--electronic-scheme 0088",
        ),
    ),
    Case(
        "EInvoiceUnreadable",
        (),
        "documents read theirs.xml",
        (),
        "documents read ours.xml",
        files={"theirs.xml": "Number,Date", "ours.xml": ubl.write(EVERYTHING).decode()},
    ),
    Case(
        "FileUnreadable",
        (),
        "documents read our.xml",
        (),
        "documents read ours.xml",
        files={"ours.xml": ubl.write(EVERYTHING).decode()},
    ),
    Case(
        "LayoutBroken",
        ("layouts copy classic ours",),
        "layouts change ours broken.typ",
        ("layouts change ours ours.typ",),
        "layouts use ours",
        files={
            "broken.typ": "#nothing",
            "ours.typ": (LAYOUT_FILES / "modern.typ").read_text(encoding="utf-8"),
        },
    ),
    Case(
        "LayoutNameUnfit",
        (),
        "layouts copy modern classic",
        ("layouts copy modern ours",),
        "layouts use ours",
    ),
    Case("LayoutUnknown", (), "layouts use ours", ("layouts copy classic ours",)),
    Case(
        "LogoUnusable",
        (),
        "layouts logo sign.gif",
        ("layouts logo sign.svg",),
        "layouts list",
        files={
            "sign.gif": "GIF89a",
            "sign.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><path d="M0 0h4v1z"/></svg>',
        },
    ),
    Case(
        "LineDatedTooEarly",
        (APPROVED,),
        "journals adjust --entry T1 --accounting-date 2026-03-01",
        ("journals adjust --entry T1 --accounting-date 2026-03-02",),
        "post journals",
    ),
    Case(
        "LinePropertyMissing",
        (APPROVED, without("accounting.LineProperty", billing_type="chargeable")),
        "post journals",
        ("line-properties add chargeable --is-chargeable yes --accrue-revenue yes --capitalize-cost yes",),
    ),
    Case(
        "LineNotFixedPrice",
        (),
        "milestones add C-1 Build Kick-off 2026-04-01 100",
        ("milestones add C-1 Plan Kick-off 2026-04-01 100",),
        "milestones list --contract C-1",
    ),
    Case(
        "LineWithoutProject",
        ("contracts lines add C-3/Extra --billing-method fixed_price --amount 100",),
        "milestones add C-3 Extra Half 2026-04-01 100",
        ("contracts lines change C-3/Extra --project P-7",),
    ),
    Case(
        "PrepaidAsAgreed",
        (
            "retainers add C-1 Ten 2026-03-01 --hours 10 --price 90",
            "retainers ready C-1 Ten",
            *(BILL_C1, f"confirm P-00001 {DAY}", APPROVED, BILL_C1, "retainers apply P-00002"),
        ),
        "proformas edit P-00002 --quantity 1=0.5 --reason Less",
        ("proformas remove P-00002 --line 3",),
    ),
    Case(
        "PrepaidHoursUnfit",
        (),
        "retainers add C-1 Ten 2026-03-01 --hours 10",
        ("retainers add C-1 Ten 2026-03-01 --hours 10 --price 90",),
        "retainers list",
    ),
    Case(
        "RetainerAmountNotPositive",
        (),
        "retainers add C-1 Start 2026-03-01 0",
        ("retainers add C-1 Start 2026-03-01 100",),
        "retainers list",
    ),
    Case(
        "RetainerAsAgreed",
        RETAINED,
        "proformas edit P-00002 --quantity 3=0.5",
        ("retainers apply P-00002 --amount Start=50",),
        "retainers list",
    ),
    Case(
        "RetainerBilled",
        (*RETAINER_READY, BILL_C1),
        "retainers remove C-1 Start",
        ("proformas remove P-00001 --line 1",),
    ),
    Case(
        "RetainerNameMissing",
        (),
        'retainers add C-1 " " 2026-03-01 100',
        ("retainers add C-1 Start 2026-03-01 100",),
        "retainers list",
    ),
    Case(
        "RetainerNameTaken",
        RETAINER_READY,
        "retainers add C-1 Start 2026-03-01 100",
        ('retainers add C-1 "Start 2" 2026-03-01 100',),
        "retainers list",
    ),
    Case(
        "RetainerNotAvailable",
        RETAINED,
        "retainers apply P-00002 --amount Start=101",
        ("retainers list --contract C-1", "retainers apply P-00002 --amount Start=100"),
        "retainers list",
    ),
    Case(
        "RetainerNotExpired",
        RETAINER_READY,
        "retainers expire C-1 Start",
        ("retainers list --contract C-1",),
        "retainers list",
    ),
    Case(
        "RetainerNotPosted",
        (
            "retainers add C-1 Start 2026-03-01 100 --expires 2026-03-31",
            *("retainers ready C-1 Start", BILL_C1, f"confirm P-00001 {DAY}"),
        ),
        "retainers expire C-1 Start",
        (f"post invoices P-00001 {DAY}",),
    ),
    Case(
        "RetainerNotMarkable",
        ("retainers add C-3 Start 2026-03-01 100",),
        "retainers ready C-3 Start",
        ("contracts confirm C-3",),
    ),
    Case(
        "RetainerNotReady",
        ("retainers add C-1 Start 2026-03-01 100",),
        "retainers not-ready C-1 Start",
        ("retainers ready C-1 Start",),
    ),
    Case(
        "RetainerPayerUnknown",
        (),
        "retainers add C-1 Start 2026-03-01 100 --customer 10020",
        ("retainers add C-1 Start 2026-03-01 100 --customer 10010",),
        "retainers list",
    ),
    Case(
        "RetainersExceedCharges",
        (
            *RETAINED,
            "proformas edit P-00002 --billing-type 1=complimentary --billing-type 2=complimentary --reason Gift",
        ),
        f"confirm P-00002 {DAY}",
        ("proformas remove P-00002 --line 3",),
    ),
    Case(
        "RetainerUsed",
        (*RETAINED, "proformas revise P-00001 --reason Unpaid"),
        f"confirm P-00003 {DAY}",
        ("proformas remove P-00002 --line 3",),
    ),
    Case(
        "MilestoneAmountNotPositive",
        (),
        "milestones add C-1 Plan End 2026-04-01 0",
        ("milestones add C-1 Plan End 2026-04-01 100",),
        "milestones list",
    ),
    Case(
        "MilestoneBilled",
        DRAFTED,
        "milestones change C-1 Plan Kick --amount 500",
        ("proformas remove P-00001 --line 3",),
    ),
    Case(
        "MilestoneNameMissing",
        (),
        'milestones add C-1 Plan " " 2026-04-01 100',
        ("milestones add C-1 Plan End 2026-04-01 100",),
        "milestones list",
    ),
    Case(
        "MilestoneNameTaken",
        (),
        "milestones add C-1 Plan Kick 2026-04-01 100",
        ("milestones add C-1 Plan End 2026-04-01 100",),
        "milestones list",
    ),
    Case(
        "HoldInThePast",
        (APPROVED,),
        "hold --entry T1 --reason Dispute --until 2020-01-01",
        ("hold --entry T1 --reason Dispute",),
        "backlog --lines",
    ),
    Case(
        "HoldWithoutReason",
        (APPROVED,),
        "hold --entry T1",
        ("hold --entry T1 --reason Dispute",),
        "backlog --lines",
    ),
    Case("MilestoneNotMarkable", (), "ready --milestone Half", ("contracts confirm C-3",)),
    Case(
        "MilestoneOverLimit",
        ("contracts change C-1 --limit 300",),
        "ready --milestone Kick",
        ("contracts change C-1 --limit 500",),
    ),
    Case(
        "ScheduleRowUnknown",
        ('contracts lines change C-1/Build --schedule "monthly on 31" --billing-start 2026-01-01',),
        "schedules skip C-1/Build 2026-02-27",
        ("schedules list --contract C-1",),
        "schedules skip C-1/Build 2026-02-28",
    ),
    Case(
        "WorkNotHoldable",
        DRAFTED,
        "hold --entry T1 --reason Dispute",
        ("proformas remove P-00001 --line 1",),
    ),
    Case(
        "NoPart",
        (APPROVED,),
        "hold --entry T1 --amount 800 --reason Dispute",
        ("hold --entry T1 --amount 100 --reason Dispute",),
        "backlog --lines",
    ),
    Case(
        "DraftsNotMergeable",
        DRAFTED,
        "proformas merge P-00001 P-00002",
        (
            "proformas remove P-00001 --line 3",
            f"bill --contract C-1 --through 2026-03-31 {DAY}",
            "proformas list --status draft",
        ),
        "proformas merge P-00001 P-00003",
    ),
    Case(
        "WorkNotAdjustable",
        (*DRAFTED, "write-off-reasons add LATE"),
        "write-off --entry T1 --reason LATE",
        ("proformas remove P-00001 --line 1",),
    ),
    Case(
        "NothingAdjusted",
        (APPROVED, "write-off-reasons add LATE"),
        "adjustments undo 0",
        ("write-off --entry T1 --reason LATE", "adjustments list"),
        "adjustments list",
    ),
    Case(
        "NothingToWriteOff",
        (APPROVED, "write-off-reasons add LATE", "write-off --entry T1 --reason LATE"),
        "write-off --entry T1 --entry T2 --reason LATE",
        ("adjustments list",),
        "write-off --entry T2 --reason LATE",
    ),
    Case(
        "WrittenOffTooMuch",
        (APPROVED, "write-off-reasons add LATE"),
        "write-off --entry T1 --amount 900 --reason LATE",
        ("write-off --entry T1 --amount 100 --reason LATE",),
        "adjustments list",
    ),
    Case(
        "WorkOverLimit",
        ("contracts change C-1 --limit 700", APPROVED),
        "ready --entry T1",
        ("contracts change C-1 --limit 5000",),
    ),
    Case(
        "MilestoneNotReady",
        (APPROVED, "ready --entry T1", f"bill --only-ready --contract C-1 --through 2026-03-31 {DAY}"),
        "proformas add P-00001 --milestone Kick",
        ("ready --milestone Kick",),
    ),
    Case(
        "MilestoneNotDivisible",
        (APPROVED, f"bill --through 2026-03-31 --contract C-1 {DAY}"),
        "proformas edit P-00001 --quantity 3=0.5 --reason Half",
        ("proformas edit P-00001 --quantity 3=1",),
        f"confirm P-00001 {DAY}",
    ),
    Case(
        "MilestoneAsAgreed",
        (APPROVED, f"bill --through 2026-03-31 --contract C-1 {DAY}"),
        "proformas edit P-00001 --price 3=1 --reason Half",
        ("proformas remove P-00001 --line 3",),
        f"confirm P-00001 {DAY}",
    ),
    Case(
        "MilestonePartsDiffer",
        (),
        "milestones change C-1 Plan Kick --part 10010=300",
        ("milestones change C-1 Plan Kick --part 10010=400",),
        "milestones list",
    ),
    Case(
        "MilestonePayerUnknown",
        (),
        "milestones change C-3 Phase Half --part 10010=20 --part 10020=30",
        ("contracts lines change C-3/Phase --customers 10010=50 --customers 10020=50",),
    ),
    Case(
        "MilestoneUnknown",
        (),
        "milestones remove C-1 Plan Kickoff",
        ("milestones list --contract C-1",),
        "milestones remove C-1 Plan Kick",
    ),
    Case(
        "MilestonesExceedContract",
        (),
        "milestones add C-1 Plan End 2026-04-01 700",
        ("contracts lines change C-1/Plan --amount 1100",),
    ),
    Case("NameUnknown", (APPROVED,), "ready --entry T9", ("entries list",), "ready --entry T1"),
    Case(
        "NoOpenPeriod",
        (
            APPROVED,
            "company change --move-to-open-period yes",
            "periods hold "
            + " ".join(f"{year}-{month:02}" for year in (2026, 2027) for month in range(1, 13)),
        ),
        "post journals",
        ("years add 2028",),
    ),
    Case(
        "NotAMember",
        (known, "people add zoe"),
        "backlog --as zoe",
        ("people grant zoe --role auditor",),
    ),
    Case(
        "NotAllowed",
        (APPROVED, person("zoe", "auditor")),
        "ready --as zoe",
        ("people grant zoe --role project_manager",),
    ),
    Case(
        "NotYours",
        (APPROVED, person("zoe", "project_manager", scope="own")),
        "ready --entry T1 --as zoe",
        ("people grant zoe --role project_manager --scope all",),
    ),
    Case(
        "PersonUnknown",
        (known,),
        "backlog --as zoe",
        ("people add zoe", "people grant zoe --role auditor"),
    ),
    Case(
        "NothingInJournal",
        (one_entry(),),
        "journals adjust --entry X1 --accounting-date 2026-03-31",
        ("submit --entry X1", "approve --entry X1"),
    ),
    Case("NothingToBill", (one_entry(),), "ready --entry X1", ("submit --entry X1", "approve --entry X1")),
    Case(
        "NothingToBill",
        (one_entry(project="P-7"), "submit", "approve"),
        "ready --entry X1",
        ("contracts lines add C-1/Seven --project P-7",),
    ),
    Case(
        "NothingToCorrect",
        (
            *POSTED,
            f"invoices credit 2026-00001 --reason Wrong --post {DAY}",
            f"bill --through 2026-03-31 --contract C-1 {DAY}",
            f"confirm {DAY}",
        ),
        "proformas revise P-00001 --reason Wrong",
        ("proformas revise P-00004 --reason Wrong",),
        "proformas show P-00005",
    ),
    Case(
        "PeriodClosed",
        (APPROVED, "periods close 2026-03 --anyway"),
        "post journals",
        ("company change --move-to-open-period yes",),
    ),
    Case(
        "PeriodClosed",
        (APPROVED, "periods close 2026-03 --anyway"),
        "post journals",
        ("journals adjust --entry T1 --entry T2 --entry T3 --accounting-date 2026-04-01",),
    ),
    Case(
        "PeriodClosed",
        (*CONFIRMED, "periods close 2026-03 --anyway"),
        "post invoices P-00001 --on 2026-04-02",
        ("proposals update P-00001 --accounting-date 2026-04-02",),
    ),
    Case(
        "PeriodNotDone",
        (SUBMITTED,),
        "periods close 2026-03",
        ("periods close 2026-03 --anyway",),
        "periods list",
    ),
    Case(
        "PeriodNotMovable",
        ("periods close 2026-01",),
        "periods open 2026-01",
        ("periods list",),
        "periods close 2026-02",
    ),
    Case("PeriodOnHold", (APPROVED, "periods hold 2026-03"), "post journals", ("periods open 2026-03",)),
    Case(
        "PriceMissing",
        (one_entry(resource="Ben Ode"), "submit"),
        "approve --entry X1",
        ('prices add "Sales C-1" --role-price Tester=80',),
    ),
    Case(
        "PriceMissing",
        (
            "- enter: {E1: {class: expense, category: Mileage, project: P-1, date: 2026-03-09, cost: 54}}",
            "submit",
        ),
        "approve --entry E1",
        ("recall --entry E1", "entries change E1 --quantity 120 --unit km --cost 0.45", "submit --entry E1"),
    ),
    Case(
        "ProfileNotFound",
        (APPROVED, without("accounting.ProfileRule")),
        "post journals",
        ("company add rules.yaml",),
        files={"rules.yaml": "company: ACME\nprofile_rules: [{profile: time_and_material_wip}]\n"},
    ),
    Case(
        "ProformaNotConfirmed",
        DRAFTED,
        "proformas revise P-00001 --reason Wrong",
        (f"confirm P-00001 {DAY}",),
    ),
    Case(
        "ProformaNotDraft",
        CONFIRMED,
        "proformas edit P-00001 --quantity 1=6 --reason Agreed",
        ("proformas revise P-00001 --reason Agreed", "proformas edit P-00003 --quantity 1=6"),
        f"confirm P-00003 {DAY}",
    ),
    Case(
        "ProjectClosed",
        (one_entry(),),
        "entries change X1 --project P-9",
        ("projects change P-9 --stage open",),
    ),
    Case(
        "ProposalPosted",
        POSTED,
        "proposals update P-00001 --due-date 2026-05-31",
        (f"invoices credit 2026-00001 --reason Wrong {DAY}",),
        f"post invoices {DAY}",
    ),
    Case(
        "ProposalNotPopulated",
        POSTED,
        f"post invoices P-00001 {DAY}",
        (f"invoices credit 2026-00001 --reason Wrong {DAY}",),
        f"post invoices {DAY}",
    ),
    Case(
        "ProposalHasNoLines",
        (*DRAFTED, f"confirm {DAY}"),
        "proposals format P-00001 --by project",
        ("post journals",),
    ),
    Case("ProposalWaits", (*DRAFTED, f"confirm {DAY}"), f"post invoices P-00001 {DAY}", ("post journals",)),
    Case(
        "ProposalWaitsForDay",
        (*DRAFTED, "confirm --on 2026-04-01", "periods close 2026-03 --anyway"),
        "post invoices P-00001 --on 2026-04-01",
        (
            "journals adjust --entry T1 --entry T2 --accounting-date 2026-04-01",
            "post journals --contract C-1",
        ),
    ),
    Case(
        "ProposalWaitsForInvoice",
        (*CONFIRMED, "proformas revise P-00001 --reason Wrong", f"confirm P-00003 {DAY}"),
        f"post invoices P-00003 {DAY}",
        (f"post invoices P-00001 {DAY}",),
    ),
    Case(
        "SplitNotComplete",
        ("contracts lines change C-3/Draft --customers 10010=60",),
        "contracts confirm C-3",
        ("contracts lines change C-3/Draft --customers 10010=60 --customers 10020=40",),
    ),
    Case(
        "TaxGroupOnCost",
        (APPROVED,),
        "journals adjust --entry T1 --kind cost --tax-group EXPORT",
        ("journals adjust --entry T1 --kind sales --tax-group EXPORT",),
        "post journals",
    ),
    Case(
        "TaxNotCorrected",
        DRAFTED,
        "proformas edit P-00001 --quantity 1=8 --tax-group DOMESTIC",
        ("journals adjust --entry T1 --entry T2 --tax-group DOMESTIC",),
        f"confirm P-00001 {DAY}",
    ),
    Case(
        "TaxNotDetermined",
        (
            one_entry(project="P-10"),
            "submit",
            "approve",
            "post journals",
            BILL,
        ),
        f"confirm {DAY} --customer 10030",
        ("customers change 10030 --tax-group EXPORT",),
    ),
    Case(
        "TaxNotDetermined",
        (one_entry(project="P-11"), "submit", "approve", "post journals", BILL),
        f"confirm {DAY} --customer 10050",
        ("tax-groups change NOWHERE --codes VAT0",),
    ),
    Case(
        "TaxRateMissing",
        (*DRAFTED, "post journals", without("tax.TaxRate", of="tax_code__company_id")),
        f"confirm P-00001 {DAY}",
        ("tax add-rate VAT0 --from 2026-01-01 --rate 0",),
    ),
    Case(
        "TextNotPrintable",
        (*CONFIRMED, 'reword T1 "Released \U0001f680"'),
        f"post invoices P-00001 {DAY}",
        ('reword T1 "Released"',),
    ),
    Case(
        "WorkNotMarkable",
        DRAFTED,
        "ready --entry T1",
        ("proformas remove P-00001 --line 1", "not-ready --entry T1"),
    ),
    Case(
        "WorkNotReady",
        (APPROVED, "ready --entry T1", f"bill --only-ready --contract C-1 --through 2026-03-31 {DAY}"),
        "proformas add P-00001 --entry T2",
        ("ready --entry T2",),
    ),
    Case(
        "WorkOfOtherProforma",
        (
            APPROVED,
            "ready --entry T1 --entry T3",
            f"bill --only-ready --contract C-1 --through 2026-03-31 {DAY}",
        ),
        "proformas add P-00001 --entry T3",
        (f"bill --only-ready --contract C-2 --through 2026-03-31 {DAY}",),
        "proformas show P-00002",
    ),
    Case(
        "CorrectionOfNothing",
        (
            one_entry(hours=0),
            "submit",
            "approve",
            f"bill --through 2026-03-31 --contract C-1 --role Developer --with-nil {DAY}",
            f"confirm P-00001 {DAY}",
            "proformas revise P-00001 --reason Wrong",
            "proformas edit P-00002 --quantity 1=2",
        ),
        f"confirm P-00002 {DAY}",
        ("proformas discard P-00002",),
        "proformas show P-00001",
    ),
    Case(
        "EntryAmbiguous",
        (one_entry("csv:8"), one_entry("toggl:8")),
        "entries show 8",
        ("entries show csv:8",),
        "submit --entry toggl:8",
    ),
    Case(
        "NameAmbiguous",
        ("milestones add C-1 Plan Report 2026-04-01 100",),
        "ready --milestone Report",
        ("ready --milestone Report --contract C-2",),
        "not-ready --milestone Report --contract C-2",
    ),
    Case(
        "RecordUnknown",
        (APPROVED,),
        'acts list --record "entry T9"',
        ('acts list --record "entry T1"',),
        "entries list",
    ),
    Case("ActUnknown", (), "acts show 99999999", ("acts list",), "acts list"),
    Case("RunUnknown", (), "runs show 99999999", ("runs list",), "runs list"),
    Case("CompanyUnknown", (), "backlog --company NONE", ("company list",), "backlog --company ACME"),
    Case(
        "CompanyNotNamed",
        ("company open ZETA --name Zeta --currency EUR",),
        "backlog",
        ("backlog --company ACME",),
        "backlog --company ZETA",
    ),
    Case(
        "CompanyExists",
        (),
        "company open ACME --name Zeta --currency EUR",
        ("company open ZETA --name Zeta --currency EUR",),
        "backlog --company ZETA",
    ),
    Case(
        "CompanyHasBooks",
        POSTED,
        "company remove ACME",
        ("company open ZETA --name Zeta --currency EUR",),
        "backlog --company ACME",
    ),
    Case(
        "DocumentsNotKept",
        POSTED,
        "documents archive --from 2026-03-01 --through 2026-12-31 --out year.zip",
        ("print",),
    ),
    Case(
        "NothingStated",
        POSTED,
        "documents statement 10010 --on 2026-01-31 --out statement.pdf",
        ("invoices list --customer 10010",),
        "documents statement 10010 --on 2026-03-31 --out statement.pdf",
    ),
    Case(
        "NothingToArchive",
        (*POSTED, "print"),
        "documents archive --from 2026-12-01 --through 2026-12-31 --out year.zip",
        ("invoices list",),
        "documents archive --from 2026-03-01 --through 2026-12-31 --out year.zip",
    ),
    Case(
        "CurrencyUnknown",
        (),
        "company open ZETA --name Zeta --currency NOO",
        ("company open ZETA --name Zeta --currency NOK",),
        "backlog --company ZETA",
    ),
    Case(
        "CommentMissing",
        (SUBMITTED,),
        'reject --entry T1 --comment ""',
        ('reject --entry T1 --comment "Which task?"',),
        "submit --entry T1",
    ),
    Case(
        "BillingTypeUnknown",
        (SUBMITTED,),
        "approve --entry T1 --billing-type T1=not_available",
        ("approve --entry T1 --billing-type T1=non_chargeable",),
        "approve --entry T2",
    ),
    Case(
        "CostWithoutCurrency",
        ("- enter: {E1: {class: expense, category: Travel, project: P-1, date: 2026-03-09, cost: 40}}",),
        "entries change E1 --currency none",
        ("entries change E1 --currency none --cost none",),
        "entries list",
    ),
    Case(
        "ReferenceUnknown",
        (one_entry(),),
        "entries change X1 --category Travel",
        ("entries change X1 --category none",),
        "submit --entry X1",
    ),
    Case(
        "QuantityNegative",
        (one_entry(),),
        "entries change X1 --hours -1",
        ("entries change X1 --hours 0",),
        "entries show X1",
    ),
    Case(
        "FigureTooFine",
        (one_entry(),),
        "entries change X1 --hours 0.0000001",
        ("entries change X1 --hours 0.000001",),
        "entries show X1",
    ),
    Case(
        "AmountTooLarge",
        (one_entry(),),
        "entries change X1 --cost 999999999999 --currency EUR --hours 99999",
        ("entries change X1 --cost 9 --currency EUR",),
        "entries show X1",
    ),
    Case("MasterMissing", (), "customers show 10041", ("customers list",), "customers show 10010"),
    Case(
        "MastersRefused",
        (),
        "customers add 10040 --name Vega --country XX",
        ("customers add 10040 --name Vega --country IE",),
        "customers show 10040",
    ),
    Case(
        "SelectionChanged",
        (SUBMITTED,),
        "approve --expect 2",
        ("entries list --status submitted --totals",),
        "approve --expect 3",
    ),
    Case(
        "ColumnUnknown",
        (APPROVED,),
        "entries list --columns entry,datum",
        ("entries list --columns entry,transaction_date",),
        "entries list",
    ),
    Case("SortUnknown", (), "entries list --sort datum", ("entries list --sort date",), "entries list"),
    Case(
        "QuestionUnknown",
        (),
        "backlog --without-line --limit-status failed",
        ("backlog --without-line --project P-1",),
        "backlog",
    ),
    Case(
        "WordUnknown", (), "entries list --status done", ("entries list --status approved",), "entries list"
    ),
    Case(
        "DayUnreadable", (), "entries list --from yesterday", ("entries list --from today-1",), "entries list"
    ),
    Case("PageUnreadable", (), "entries list --after x", ("entries list",), "entries list"),
    Case(
        "NotANumber",
        (),
        "backlog --lines --from-amount much",
        ("backlog --lines --from-amount 5",),
        "backlog",
    ),
    Case(
        "LedgerIsWhole",
        (person("zoe", "project_accountant", scope="own"), person("ida", "administrator")),
        "export ledger --format beancount --out books.beancount --as zoe",
        ("export ledger --format beancount --out books.beancount --as ida",),
        "backlog",
    ),
    Case(
        "FileIsAFolder",
        (folder,),
        "entries list --format csv --out folder",
        ("entries list --format csv --out folder/entries.csv",),
        "backlog",
    ),
    Case(
        "FolderNotWritable",
        POSTED,
        "print --out taken",
        ("print --out free",),
        "backlog",
        files={"taken": "x"},
    ),
    Case(
        "CompanyFileNotReadable",
        (),
        "company load none.yaml",
        ("company load zeta.yaml",),
        "backlog --company ZETA",
        files={"zeta.yaml": f"company: {{{ZETA}}}\ntax: {{VAT0: 0}}\n"},
    ),
    Case(
        "CompanyFileRefused",
        (),
        "company load zeta.yaml --dry-run",
        ("company load zeta-2.yaml",),
        "backlog --company ZETA",
        files={
            "zeta.yaml": f"company: {{{ZETA}, yers: 3}}\ntax: {{VAT0: 0}}\n",
            "zeta-2.yaml": f"company: {{{ZETA}, years: 3}}\ntax: {{VAT0: 0}}\n",
        },
    ),
)
ELSEWHERE = frozenset(
    (
        "ArchiveNotReadable",
        "ArchiveOfAnotherVersion",
        "ArgumentNotText",
        "BackupIsWhole",
        "BooksNotWhole",
        "CommandFailed",
        "ConnectionLost",
        "DatabaseCodeOfAnotherVersion",
        "DatabaseNotEmpty",
        "DatabaseNotMigrated",
        "DatabaseNotUtf8",
        "DatabaseTooOld",
        "DatabaseUnreachable",
        "DatabaseUrlUnreadable",
        "DiskFull",
        "FileIsThere",
        "FileTooLarge",
        "HomeUnusable",
        "NoCompany",
        "PlainHttpRefused",
        "PortNotAllowed",
        "PortTaken",
        "PrintingStopped",
        "RulesFolderMissing",
        "RulesUnreadable",
        "RunInProgress",
        "ScenarioNotFound",
        "ServerDidNotStart",
        "ServerOfAnotherVersion",
        "SomethingDependsOnIt",
    )
)
"""Refusals about a server, a disk, a port or a second process; tests that have one of those meet them."""
PAGES = frozenset(
    (
        "LineNotThere",
        "QuestionEmpty",
        "TooManyQuestions",
        "ChangedMeanwhile",
        "CodeNotRight",
        "DetailChanged",
        "NoDraft",
        "InvitationNotOpen",
        "OwnConfirmation",
        "OwnWork",
        "PasswordNotRight",
        "PasswordTooWeak",
        "PersonAlsoElsewhere",
        "SecondFactorMissing",
        "SecondFactorThere",
        "TooManyAttempts",
        "ViewNotYours",
        "ViewTooLong",
        "ViewUnnamed",
        "EmailNotVerified",
        "NoFileChosen",
        "PersonNotKnown",
        "PreferenceUnknown",
        "ProviderUnclear",
        "RunCanceled",
        "RunFailed",
        "RunNotCancelable",
        "RunNotUndone",
        "RunOfAnother",
        "RunTaken",
        "RunTakesNoCells",
        "UploadForgotten",
        "UploadUnknown",
    )
)
"""Refusals that only pages or a second person lead to; tests of the events and pages meet them."""
UNMET: dict[str, str] = {
    "ActInProgress": "commands send no keys",
    "AttachmentsTooLarge": "takes eleven megabytes of receipts",
    "ContractLineUnknown": "commands find lines by name first",
    "LineNotOfContract": "commands find lines of the draft's contract by name",
    "ContractUnknown": "commands find contracts by number first",
    "DescriptionUnreadable": "told of a company file as CompanyFileRefused, of a scenario with its line",
    "EInvoiceNotSendable": "only where rules were replaced since posting",
    "EndAsDuration": "a mapping of one's own; the reader's test names the end as it advises",
    "EntryMissing": "commands find entries by reference first",
    "EntryNotApproved": "commands approve what is submitted; EntryNotSubmitted is told of the rest",
    "GlyphMissing": "TextNotPrintable is told before anything is posted",
    "GroupUnfit": "commands group by what lines have in common; pages and scenarios name lines",
    "InvoiceNotRendered": "commands render what they write",
    "WriteOffReasonUnknown": "commands find reasons by code first",
    "InvoiceNumberTooLong": "takes a hundred million invoices of a year",
    "InvoicesNotPrintable": "only where fonts were taken away since posting",
    "InvoiceUnknown": "commands find invoices by number first",
    "KeyUsedOtherwise": "commands send no keys",
    "LineMirrorsPosted": "lines that take back what is posted are not named by entries",
    "NotHeld": "what is too large is told before, as AmountTooLarge",
    "OutOfBounds": "what is too large is told before, as AmountTooLarge",
    "PaperDoesNotAddUp": "no posted invoice is like that; an invariant holds it",
    "ScheduleDayDone": "whoever runs the schedules holds the contracts; asking for the run again is the remedy",
    "ScenariosRunning": "two commands at one moment; waiting is all there is",
    "SelectionUnreadable": "commands make selections of options",
    "SetupOfAnotherCompany": "commands find tax groups and dimensions by name first",
    "WorkOfOtherContracts": "commands bill contracts whole",
}
"""Refusals that no command leads to, and why."""
