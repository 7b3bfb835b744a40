"""Whose work the overview tells of and in which currency; both go with each figure to the list behind it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from unbilled.foundation.sights import NOBODY, Sight
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import MINE, SCOPE, kept_of, own_sight
from unbilled.web.screens import SCREENS

CURRENCY = "currency"
MANAGER, ACCOUNTANT = "project_manager", "project_accountant"
BESIDES = {"team_member"}
"""What somebody may be besides without looking at the company as another."""


@dataclass(frozen=True)
class Scope:
    """What of a company the overview tells of.

    Attributes:
        code: The company.
        sight: Whose own; None: everybody's.
        is_chosen: The person could see everybody's, so that lists have to be told.
        currency: The only one; empty: all.
    """

    code: str
    sight: Sight | None
    is_chosen: bool
    currency: str

    @property
    def word(self) -> str:
        """``mine`` or ``all``."""
        return MINE if self.sight else "all"

    def link(self, screen: str, query: str = "", **asks: Any) -> str:
        """Address of a list that takes what the overview tells of, as far as it can be asked so.

        Args:
            screen: Place of the list in addresses.
            query: Filters, as they stand in an address.
            asks: Further ones.
        """
        read = SCREENS[screen].read
        if self.is_chosen and self.sight and read.scope not in ("", NOBODY):
            asks[SCOPE] = MINE
        if self.currency and any(CURRENCY in question.keys for question in read.questions):
            asks[CURRENCY] = self.currency
        address = reverse("list", kwargs={"code": self.code, "screen": screen})
        asked = "&".join(part for part in (query, urlencode(asks, doseq=True)) if part)
        return f"{address}?{asked}" if asked else address


def scope_of(request: BackOfficeRequest) -> Scope:
    """What the person wants the overview to tell of, else what suits their roles.

    Source:
        docs/rules/lists.md#scope.
    """
    word = kept_of(request).scope or (MINE if is_only(request.roles, MANAGER) else "all")
    is_chosen = request.sight is None
    return Scope(
        code=request.company.code,
        sight=own_sight(request) if is_chosen and word == MINE else request.sight,
        is_chosen=is_chosen,
        currency=request.GET.get(CURRENCY, ""),
    )


def is_only(roles: Collection[str], role: str) -> bool:
    """Whether somebody looks at a company as one role.

    >>> is_only(["team_member", "project_manager"], MANAGER), is_only(["project_manager", "billing_lead"], MANAGER)
    (True, False)
    """
    return set(roles) - BESIDES == {role}
