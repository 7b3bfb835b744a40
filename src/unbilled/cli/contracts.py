"""``unbilled contracts``: what was agreed: contracts and their lines."""

import inspect
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unbilled.agreements.records import NewContract, NewLine
from unbilled.cli.acting import acting
from unbilled.cli.acts import did, figure
from unbilled.cli.desk import Company, Desk, Json, desk
from unbilled.cli.listing import listing, put, sign
from unbilled.cli.mastering import ACTING, answers, needed, option, tell_records, told, ways
from unbilled.cli.prices import OF, prices_of
from unbilled.foundation import figures

if TYPE_CHECKING:
    from unbilled.agreements.reads.agreed import AgreedContract
    from unbilled.process.events.reevaluate_work import ChangedTerms

NEEDED = inspect.Parameter.empty
app = typer.Typer(
    help="Contracts: list, show, add, confirm, change and close them and their lines.", no_args_is_help=True
)
lines = typer.Typer(help="Contract lines: list, add and change them.", no_args_is_help=True)
app.add_typer(lines, name="lines")

READS = "unbilled.agreements.reads"
Numbers = Annotated[list[str], typer.Argument(metavar="NUMBER", help="Which contracts.", show_default=False)]
Names = Annotated[
    list[str], typer.Argument(metavar="CONTRACT/NAME", help="Which contract lines.", show_default=False)
]
# Fields that have options of their own, or none; and those whose values are shares.
APART = {"number", "name", "contract", "lines", "prices"}
SHARES = ("customers", "customer_limits")
CONTRACT = [one for one in fields(NewContract) if one.name not in APART - {"name"}]
LINE = [one for one in fields(NewLine) if one.name not in APART]

listing(
    app,
    "list",
    f"{READS}.contracts:CONTRACTS",
    asks=("contract", "customer", "status", "person", "text"),
    doc="List contracts. Example: unbilled contracts list --status draft.",
)
listing(
    lines,
    "list",
    f"{READS}.contract_lines:CONTRACT_LINES",
    asks=("contract", "project", "text"),
    doc="List contract lines. Example: unbilled contracts lines list --contract C-1.",
)


@app.command()
def show(numbers: Numbers, company: Company = None, as_json: Json = False) -> None:
    """Show all that was agreed, and what of it no milestone bills yet.

    Example: unbilled contracts show C-1.
    """
    with desk(company, None, None, as_json=as_json) as at:
        from unbilled.billing.reads.planned_milestones import planned_milestones, told_unplanned

        found = _found(at, numbers)
        planned = planned_milestones(
            company_id=at.company_id, contract_ids=[one.contract_id for one in found]
        )
        left = {
            f"{one.contract}/{one.line}": figures.plain_money(one.unplanned, one.currency) for one in planned
        }
        records: dict[str, dict[str, Any]] = {}
        for one in found:
            records[one.contract.number] = {"status": one.status, **told(one.contract)}
            for line in records[one.contract.number].pop("lines"):
                name = f"{line.contract}/{line.name}"
                records[name] = told(line) | ({"unplanned": left[name]} if as_json and name in left else {})
        tell_records(records, as_json=as_json)
        if not as_json:
            put("".join(f"{one}\n" for one in told_unplanned(planned)), None)


@app.command()
@acting()
def confirm(at: Desk, numbers: Numbers) -> None:
    """Confirm drafts: from here on their lines bill. Example: unbilled contracts confirm C-3."""
    from unbilled.process.events.confirm_contracts import confirm_contracts

    chosen = [one.contract_id for one in _found(at, numbers)]
    confirmed = confirm_contracts(at.act, contract_ids=chosen)
    did(
        at,
        "Confirmed",
        {"contracts": confirmed.contract_count, "entries recorded anew": confirmed.work.entry_count},
    )


@app.command()
@acting()
def close(at: Desk, numbers: Numbers) -> None:
    """Close contracts of which everything is billed. Example: unbilled contracts close C-3 --dry-run."""
    from unbilled.process.events.close_contracts import close_contracts

    closed = close_contracts(at.act, contract_ids=[one.contract_id for one in _found(at, numbers)])
    did(at, "Closed", {"contracts": closed})


@app.command()
@acting()
def reopen(at: Desk, numbers: Numbers) -> None:
    """Reopen closed contracts: their lines cover work again. Example: unbilled contracts reopen C-3."""
    from unbilled.process.events.reopen_contracts import reopen_contracts

    chosen = [one.contract_id for one in _found(at, numbers)]
    reopened = reopen_contracts(at.act, contract_ids=chosen)
    tell_terms(at, "Reopened", "contracts", len(reopened.contract_ids), reopened)


def _found(at: Any, numbers: list[str]) -> "list[AgreedContract]":
    """The contracts of some numbers, as far as the person sees them.

    Raises:
        NameUnknown: The company has no contract of a number.
        NotYours: A contract is another manager's, and the person's role is for their own.
    """
    from unbilled.agreements.reads.agreed import agreed
    from unbilled.agreements.reads.find_selection import find_selection
    from unbilled.foundation.selections import Selection
    from unbilled.foundation.sights import refuse_foreign
    from unbilled.people.reads.sight_of import sight_of

    find_selection(company_id=at.company_id, selection=Selection(contract=numbers), sight=at.sees)
    found = agreed(company_id=at.company_id, numbers=numbers)
    sight = sight_of(company_id=at.company_id, person_id=at.act.person_id)
    refuse_foreign(sight, {"contract_ids": [one.contract_id for one in found]})
    return found


def tell_terms(at: Any, act: str, words: str, count: int, changed: "ChangedTerms") -> None:
    """Say what was added or changed, and what that did to recorded work."""
    work = changed.work
    did(
        at,
        act,
        {words: count, "entries recorded anew": work.entry_count},
        {"sales before": work.sales_before, "sales after": work.sales_after} if work.entry_count else None,
        contract_ids=changed.contract_ids,
    )


def said_of(record: type, given: dict[str, Any]) -> dict[str, Any]:
    """The fields that were given; shares and rates are numbers."""
    said = answers(record, {}, given)
    for name in SHARES:
        if name in said:
            told = f"--{name.replace('_', '-')}"
            said[name] = {account: figure(told, share) for account, share in said[name].items()}
    return said


def _add(**given: Any) -> None:
    said = said_of(NewContract, given)
    records = [NewContract(number=one, **said, prices=prices_of(given)) for one in given["numbers"]]
    with desk(given["company"], given["as_person"], None, **ways(given)) as at:
        from unbilled.process.events.add_contracts import add_contracts

        tell_terms(at, "Added", "contracts", len(records), add_contracts(at.act, contracts=records))


def _change(**given: Any) -> None:
    said = needed(said_of(NewContract, given))
    with desk(given["company"], given["as_person"], None, **ways(given)) as at:
        from unbilled.process.events.change_contracts import change_contracts

        changed = change_contracts(at.act, changes=dict.fromkeys(given["numbers"], said))
        tell_terms(at, "Changed", "contracts", len(changed.contract_ids), changed)


def _add_lines(**given: Any) -> None:
    said = said_of(NewLine, given)
    records = [
        NewLine(contract=contract, name=name, **said) for contract, name in map(_parts, given["names"])
    ]
    with desk(given["company"], given["as_person"], None, **ways(given)) as at:
        from unbilled.process.events.add_contract_lines import add_contract_lines

        tell_terms(at, "Added", "contract lines", len(records), add_contract_lines(at.act, lines=records))


def _change_lines(**given: Any) -> None:
    said = said_of(NewLine, given)
    if given["new_name"] is not None:
        said["name"] = given["new_name"]
    needed(said)
    with desk(given["company"], given["as_person"], None, **ways(given)) as at:
        from unbilled.process.events.change_contract_lines import change_contract_lines

        changed = change_contract_lines(at.act, changes=dict.fromkeys(given["names"], said))
        tell_terms(
            at, "Changed", "contract lines", len(given["names"]) if changed.contract_ids else 0, changed
        )


def _parts(name: str) -> tuple[str, str]:
    contract, sign_, line = name.partition("/")
    if not sign_:
        raise typer.BadParameter(f"{name!r} is not like CONTRACT/NAME", param_hint="NAME")
    return contract, line


sign(
    _add,
    [
        ("numbers", Numbers, NEEDED),
        *(option(NewContract, {}, one, is_needed=False) for one in CONTRACT),
        *OF,
        *ACTING,
    ],
    "Add contracts as drafts; their lines come with contracts lines add.\n\n"
    "Example: unbilled contracts add C-7 --customers 10010=100 --role-price Developer=120.",
)
app.command("add")(_add)
sign(
    _change,
    [
        ("numbers", Numbers, NEEDED),
        *(option(NewContract, {}, one, is_needed=False) for one in CONTRACT if one.name != "currency"),
        *ACTING,
    ],
    "Change contracts; what is recorded and not billed follows. "
    "Example: unbilled contracts change C-1 --terms N30 --dry-run.",
)
app.command("change")(_change)
sign(
    _add_lines,
    [("names", Names, NEEDED), *(option(NewLine, {}, one, is_needed=False) for one in LINE), *ACTING],
    "Add lines to contracts. Example: unbilled contracts lines add C-1/Support --project P-7.",
)
lines.command("add")(_add_lines)
sign(
    _change_lines,
    [
        ("names", Names, NEEDED),
        (
            "new_name",
            Annotated[str | None, typer.Option("--name", metavar="TEXT", help="Name printed on proformas.")],
            None,
        ),
        *(option(NewLine, {}, one, is_needed=False) for one in LINE if one.name != "billing_method"),
        *ACTING,
    ],
    "Change lines of contracts; what is recorded and not billed follows.\n\n"
    "Example: unbilled contracts lines change C-1/Build --roles Coach=non_chargeable --dry-run.",
)
lines.command("change")(_change_lines)
