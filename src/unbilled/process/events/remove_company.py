"""Remove a company that has no posted books, or the demonstration."""

from collections.abc import Iterator
from typing import cast

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

from unbilled.companies.models import Company
from unbilled.companies.reads.find_company import find_company
from unbilled.companies.rules import kept_through
from unbilled.foundation.acts import Act, event
from unbilled.foundation.installing import install_code, take_guards_away
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.ledger.models import Invoice, Voucher

LAST = statement(__file__, "last")


class CompanyHasBooks(Refusal):
    """Posted books are kept: the law wants them for years, and their numbers have no gaps."""

    sentence = (
        "{code} has posted books: {vouchers:,} vouchers, {invoices:,} invoices and credit notes. They are kept through "
        "{kept_through}."
    )
    remedy = (
        "Until that day is over, another company beside it is told apart by --company or UNBILLED_COMPANY."
    )

    @property
    def message(self) -> str:
        """With counts as figures."""
        return self.sentence.format(**self.details)


@event("process.remove_company")
def remove_company(act: Act, *, code: str) -> dict[str, int]:
    """Remove a company with everything that is its own, work and drafts among it; all or nothing.

    The act log keeps that the company was there: who opened it and who removed it. What its acts were goes with it.

    Args:
        act: Who removes it; no company is named, for none of its rows may stay.
        code: Its code.

    Returns:
        How many rows of each table went, by the table; empty tables are left out.

    Raises:
        CompanyUnknown, NoCompany: There is no such company.
        CompanyHasBooks: Something of it is posted to the ledger and its term of retention is not over, and it is not
            the demonstration.

    Source:
        docs/rules/companies.md#removing-a-company; docs/rules/companies.md#retention
    """
    found = find_company(code=code)
    company = Company.objects.select_for_update().get(pk=found.company_id)
    if not company.is_demonstration:
        _refuse_kept(act, company)
    with connection.cursor() as cursor:
        # A trigger cannot go while checks of its table are put off, and rows that name each other go in any order.
        cursor.execute("set constraints all immediate")
        take_guards_away()
        cursor.execute("set constraints all deferred")
        gone = {
            model._meta.db_table: model._default_manager.filter(**{path: company.pk})._raw_delete(
                connection.alias
            )
            for model, path in _of_a_company()
        }
        cursor.execute("set constraints all immediate")
        install_code()
        cursor.execute("set constraints all deferred")
    return {table: count for table, count in gone.items() if count}


def _refuse_kept(act: Act, company: Company) -> None:
    """Refuse what is posted while the term of its last year runs."""
    posted = {
        what: model._default_manager.filter(company_id=company.pk).count()
        for what, model in (("vouchers", Voucher), ("invoices", Invoice))
    }
    last = LAST.row(company_id=company.pk)["last_day"]
    if last and act.on <= (until := kept_through(last, company.retention_years, company.country)):
        raise CompanyHasBooks(code=company.code, kept_through=until, **posted)


def _of_a_company() -> Iterator[tuple[type[Model], str]]:
    """Every table whose rows are a company's, with the way to the company; those that hang on others come first."""
    ways: dict[type[Model], str] = {Company: "pk"}
    models = [model for model in apps.get_models() if model is not Company]
    while found := {model: way for model in models if model not in ways and (way := _way(model, ways))}:
        ways |= found
    yield from reversed(ways.items())


def _way(model: type[Model], ways: dict[type[Model], str]) -> str:
    """How a table's rows name their company, themselves or by the row they belong to; nothing where they do not."""
    references = [one for one in model._meta.get_fields() if isinstance(one, ForeignKey)]
    own = [one.name for one in references if one.related_model is Company]
    parents = [
        f"{one.name}__{ways[parent]}"
        for one in references
        if not one.null and (parent := cast("type[Model]", one.related_model)) in ways
    ]
    return next(iter(own + parents), "")
