"""Prices, list by list."""

from unbilled.agreements.rules import OWN_PRICE_LISTS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Percent, Price, Text, Word
from unbilled.foundation.lists.questions import Contains, Named, Words
from unbilled.foundation.statements import statement

PRICES = List(
    name="prices",
    title="Prices",
    nothing="There is no such price.",
    statement=statement(__file__),
    key=("price_id",),
    columns=(
        Identity("price_id"),
        Identity("price_list_id"),
        Text("price_list", "List"),
        Word("context", "Context", usual="sales", if_any=True),
        Text("contracts", "Contracts", if_any=True),
        Day("valid_from", "From"),
        Day("valid_through", "Through", if_any=True),
        Text("priced", "Of"),
        Text("unit", "Unit"),
        Word("method", "Method", usual="per_unit", if_any=True),
        Price("unit_price", "Price", currency="currency"),
        Percent("markup_percent", "Markup", if_any=True),
        Code("currency", "Currency", is_shown=False),
    ),
    questions=(
        Named("price_list", "price_list"),
        Words("kind", "context", ("sales", "cost")),
        Contains(columns=("price_list", "priced", "contracts")),
    ),
    sorts={"list": ("price_list", "priced", "unit"), "of": ("priced", "price_list", "unit")},
    order="list",
    scope=OWN_PRICE_LISTS,
)
"""Prices in the currency of their list. Source: docs/rules/agreements.md#price-lists;
docs/rules/acts.md#own-contracts."""
