"""A customer's statement of account as a paper."""

from datetime import date
from itertools import groupby
from operator import itemgetter

from unbilled.documents.paper import Buyer
from unbilled.documents.reads.letterhead import letterhead
from unbilled.documents.rules import locale_of
from unbilled.documents.statement import InCurrency, Owed, StatementPaper
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class NothingStated(Refusal):
    """A statement tells of documents."""

    sentence = "No document of customer {customer} is in the books through {on}."
    remedy = "Name a later day, or another customer."


def customer_statement(
    *, company_id: int, customer_id: int, on: date, sight: Sight | None = None
) -> StatementPaper:
    """Read what a customer's documents come to at the end of a day, in two statements.

    Args:
        company_id: Company.
        customer_id: The customer.
        on: The day; documents with a later accounting date are left out.
        sight: Who looks; it is of the whole company, so that whoever sees only their own sees none.

    Returns:
        The paper, in the customer's language.

    Raises:
        NothingStated: There is no document that the person sees, or no such customer.

    Source:
        docs/rules/documents.md#statements.
    """
    rows = SQL.rows(company_id=company_id, customer_id=customer_id, on=on)
    stated = [row for row in rows if row["transaction_currency"] and sight is None]
    if not stated:
        raise NothingStated(customer=rows[0]["account"] if rows else customer_id, on=on)
    head, paper = stated[0], letterhead(company_id=company_id)
    return StatementPaper(
        on=on,
        seller=paper.seller,
        buyer=Buyer(
            account=head["account"],
            name=head["buyer_name"],
            address=head["buyer_address"],
            country=head["buyer_country"],
            vat_id=head["buyer_vat_id"],
        ),
        language=head["language"],
        locale=locale_of(head["language"], paper.locale, head["buyer_country"]),
        page_size=paper.page_size,
        sections=tuple(
            InCurrency(
                transaction_currency=currency,
                currency_digits=lines[0]["currency_digits"],
                owed=tuple(
                    Owed(
                        document_class=line["document_class"],
                        number=line["number"] or "",
                        accounting_date=line["accounting_date"],
                        due_date=line["due_date"],
                        transaction_amount=line["transaction_amount"],
                    )
                    for line in lines
                ),
            )
            for currency, group in groupby(stated, itemgetter("transaction_currency"))
            for lines in [list(group)]
        ),
    )
