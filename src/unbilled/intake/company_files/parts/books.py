"""What a company file says of the books: profiles, accounts, posting rules, what billing types mean, and periods."""

from collections import defaultdict
from dataclasses import fields, replace
from typing import Any

from unbilled.accounting.events.add_line_properties import add_line_properties
from unbilled.accounting.events.add_posting_rules import add_posting_rules
from unbilled.accounting.events.add_profiles import add_profiles
from unbilled.accounting.events.change_line_properties import change_line_properties
from unbilled.accounting.events.change_posting_rules import change_posting_rules
from unbilled.accounting.events.change_profiles import change_profiles
from unbilled.accounting.events.set_profile_rules import set_profile_rules
from unbilled.accounting.kinds import LINE_PROPERTY, POSTING_RULE, PROFILE
from unbilled.accounting.records import NewLineProperty, NewPostingRule, NewProfile, NewProfileRule
from unbilled.foundation.masters import described
from unbilled.intake.company_files.reader import Reader
from unbilled.intake.company_files.reading import Arguments, DescriptionUnreadable, unknown
from unbilled.ledger.events.add_accounts import add_accounts
from unbilled.ledger.events.change_accounts import change_accounts
from unbilled.ledger.events.close_periods import close_periods
from unbilled.ledger.events.hold_periods import hold_periods
from unbilled.ledger.kinds import ACCOUNT
from unbilled.ledger.records import NewAccount
from unbilled.ledger.states import PERIOD

PROPERTIES = ("is_chargeable", "accrue_revenue", "capitalize_cost")


def read_profiles(reader: Reader, said: Arguments) -> None:
    """Cost and revenue profiles, and those that serve all of their billing method."""
    records = [new_profile(reader, *one) for one in reader.each(said, "profiles")]
    reader.settle(PROFILE, add_profiles, change_profiles, records)
    with reader.place.at(said.line("profile")):
        reader.hand(set_profile_rules, rules=[NewProfileRule(str(code)) for code in said.names("profile")])


def new_profile(reader: Reader, code: str, value: Any) -> NewProfile:
    """A profile: like another, or like the one of its own name, but for what is said."""
    said = Arguments(value, where=f"profile {code}")
    reader.noted("profile", code, said)
    known = described(reader.world.company_id, PROFILE)
    model = said.name("like")
    if model is not None and model not in known:
        raise unknown("name among profiles", model, known)
    base = known.get(model or code) or NewProfile(code, said.text("billing_method"))
    made = {
        one.name: said.take(one.name, getattr(base, one.name))
        for one in fields(NewProfile)
        if one.name not in ("code", "billing_method")
    }
    said.take("billing_method")
    said.finish()
    return replace(base, code=code, **made)


def read_profile_rules(reader: Reader, said: Arguments) -> None:
    """Profiles that serve a group of projects, or a project within a contract."""
    rules = []
    with reader.place.at(said.line("profile_rules")):
        for value in said.items("profile_rules"):
            one = Arguments(value, where="profile rule")
            rules.append(
                NewProfileRule(
                    profile=str(one.need("profile")),
                    project=one.name("project"),
                    project_group=one.text("group"),
                    contract=one.name("contract"),
                )
            )
            one.finish()
        reader.hand(set_profile_rules, rules=rules)


def read_books(reader: Reader, said: Arguments) -> None:
    """Accounts, posting rules what billing types mean, and periods."""
    accounts = {name: new_account(reader, name, value) for name, value in reader.each(said, "accounts")}
    rules = []
    with reader.place.at(said.line("posting_rules")):
        for rule in said.items("posting_rules"):
            rules.append(new_posting_rule(reader, rule, accounts))
    reader.settle(ACCOUNT, add_accounts, change_accounts, list(accounts.values()))
    reader.settle(POSTING_RULE, add_posting_rules, change_posting_rules, rules)
    properties = []
    for name, value in reader.each(said, "line_properties"):
        one = Arguments(value, where=f"line property {name}")
        reader.noted("line property", name, one)
        known = described(reader.world.company_id, LINE_PROPERTY)
        base = known.get(name) or NewLineProperty(name, False, False, False)
        flags = {word: one.flag(word, default=getattr(base, word)) for word in PROPERTIES}
        properties.append(replace(base, **flags))
        one.finish()
    reader.settle(LINE_PROPERTY, add_line_properties, change_line_properties, properties)


def new_account(reader: Reader, name: str, value: Any) -> NewAccount:
    """An account of the chart."""
    said = Arguments(value, where=f"account {name}", main="name")
    reader.noted("account", name, said)
    made = NewAccount(name, name=said.text("name"), account_kind=said.text("kind", "revenue"))
    said.finish()
    return made


def new_posting_rule(reader: Reader, value: Any, accounts: dict[str, NewAccount]) -> NewPostingRule:
    """A posting rule; its account is made where it is not there."""
    said = Arguments(value, where="posting rule")
    account = str(said.need("account"))
    name, kind = said.text("name"), said.text("kind", "revenue")
    if account not in reader.ids["accounts"]:
        accounts.setdefault(account, NewAccount(account, name=name, account_kind=kind))
    customer = said.name("customer")
    made = NewPostingRule(
        posting_type=said.text("posting_type"),
        account=account,
        project=said.name("project"),
        project_group=said.text("project_group"),
        category=said.name("category"),
        category_group=said.text("category_group"),
        customer=reader.account(customer) if customer else None,
        customer_group=said.text("customer_group"),
        tax_code=said.name("tax_code"),
    )
    said.finish()
    return made


def read_periods(reader: Reader, said: Arguments) -> None:
    """Periods that are not open; of a company that is there they move by themselves."""
    periods: dict[str, list[int]] = defaultdict(list)
    for name, status in reader.each(said, "periods"):
        if not reader.opens:
            raise DescriptionUnreadable(
                reason="periods are said of a company that is opened, not of one that is there"
            )
        one = Arguments({"status": status}, where=f"period {name}")
        periods[one.choice("status", PERIOD.choices)].append(reader.world.id("periods", name))
    with reader.place.at(said.line("periods")):
        for status, event in (("on_hold", hold_periods), ("closed", close_periods)):
            if periods[status]:
                event(reader.world.act, period_ids=periods[status])
