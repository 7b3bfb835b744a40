"""Exchange rates of a company, each from a day on."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Rate
from unbilled.foundation.lists.questions import Days, Named
from unbilled.foundation.statements import statement

EXCHANGE_RATES = List(
    name="rates",
    title="Exchange rates",
    nothing="There is no such rate.",
    statement=statement(__file__),
    key=("rate_id",),
    columns=(
        Identity("rate_id"),
        Code("name", "Name"),
        Code("from_currency", "From", is_shown=False),
        Code("to_currency", "To", is_shown=False),
        Day("valid_from", "From day"),
        Rate("rate", "Rate"),
    ),
    questions=(Named("currency", "from_currency"), Days("valid_from")),
    sorts={"date": ("valid_from",), "name": ("name",)},
    order="name",
    scope="",
)
"""Exchange rates. Source: docs/rules/companies.md#exchange-rates."""
