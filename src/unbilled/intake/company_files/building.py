"""Building: a description, read part by part, becomes a company or adds to one."""

from typing import Any

from django.db import transaction

from unbilled.companies.models import Company
from unbilled.foundation.acts import Act
from unbilled.intake.company_files.parts.books import (
    read_books,
    read_periods,
    read_profile_rules,
    read_profiles,
)
from unbilled.intake.company_files.parts.company import (
    open_said,
    read_company,
    read_number_series,
    read_rates,
    read_terms,
)
from unbilled.intake.company_files.parts.contracts import read_contracts
from unbilled.intake.company_files.parts.masters import (
    read_categories,
    read_customers,
    read_dimensions,
    read_org_units,
    read_projects,
    read_resources,
    read_roles,
    read_write_off_reasons,
)
from unbilled.intake.company_files.parts.people import read_people
from unbilled.intake.company_files.parts.prices import read_price_lists
from unbilled.intake.company_files.parts.sending import read_sending
from unbilled.intake.company_files.parts.taxes import read_tax
from unbilled.intake.company_files.reader import AT_HOME, TAXED_AT_HOME, Reader
from unbilled.intake.company_files.reading import GIVEN, Arguments, DescriptionUnreadable, Place
from unbilled.intake.company_files.world import World

MUST_SAY = ("code", "name", "accounting_currency", "first_fiscal_year")
# A part names only what one before it made.
IN_ORDER = (
    read_rates,
    read_tax,
    read_terms,
    read_people,
    read_number_series,
    read_dimensions,
    read_roles,
    read_org_units,
    read_write_off_reasons,
    read_resources,
    read_categories,
    read_customers,
    read_profiles,
    read_projects,
    read_price_lists,
    read_contracts,
    read_sending,
    read_profile_rules,
    read_books,
    read_periods,
)


@transaction.atomic
def build_world(act: Act, given: Any, *, place: Place | None = None, declared: bool = False) -> World:
    """Build the world that a description gives: a company that is new, and what it needs.

    Args:
        act: Who describes it.
        given: The description, read from YAML.
        place: Told where the reading is.
        declared: Nothing is taken for granted: the company says who it is, tax is said, and what is named has
            a part of its own. Without it, a scenario's defaults hold.

    Returns:
        The company and the names of its records.

    Raises:
        DescriptionUnreadable: A word has no meaning, or a name is not there.
        CompanyExists: There is a company of the code.
        Refusal: What the events refuse that it calls.
    """
    place = place or Place()
    said = Arguments(given, where=GIVEN)
    with place.at(said.line("company")):
        company = Arguments(said.take("company"), where="company")
        for word in MUST_SAY if declared else ():
            if word not in company:
                raise DescriptionUnreadable(reason=f"company lacks {word}")
        if declared and "tax" not in said:
            raise DescriptionUnreadable(reason="tax is not said; without tax say, for example, VAT0: 0")
        world = open_said(act, company, place, {} if declared else AT_HOME | TAXED_AT_HOME)
    reader = Reader(world, place, declared=declared, opens=True)
    read_company(reader, company, said)
    _build(reader, said)
    said.finish()
    return world


@transaction.atomic
def extend_world(act: Act, given: Any, *, place: Place | None = None) -> World:
    """Add what a description gives to a company that is there.

    Args:
        act: Who adds it, and to which company.
        given: The description, read from YAML, without ``company``; ``rates`` are a part of their own.
        place: Told where the reading is.

    Returns:
        The company with the names of its records, old and new.

    Raises:
        DescriptionUnreadable: A word has no meaning, a name is not there, or one is there already.
        Refusal: What the events refuse that it calls.
    """
    said = Arguments(given, where=GIVEN)
    currency = Company.objects.get(pk=act.company_id).accounting_currency_id
    world = World(act, currency)
    _build(Reader(world, place or Place(), declared=True, opens=False), said)
    said.finish()
    return world


def _build(reader: Reader, said: Arguments) -> None:
    """Read everything but the company, of a company that is new or of one that is there."""
    for read in IN_ORDER:
        read(reader, said)
    reader.learn()
