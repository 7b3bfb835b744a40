"""Lists as data: columns by the kind of their value, questions, orders, pages, totals; and files of them."""

from unbilled.foundation.lists.lists import Grouped, List, Listing, Page, Shortcut, Totals, as_expected

__all__ = ["Grouped", "List", "Listing", "Page", "Shortcut", "Totals", "as_expected"]
