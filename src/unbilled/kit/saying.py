"""What a page is told after something was asked for: a toast and fresh rows, or the sentence of a refusal."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from unbilled.foundation import figures
from unbilled.foundation.refusals import Refusal
from unbilled.kit.grid import said_sums
from unbilled.kit.screens import Done

STALE = 409
"""Status of what was chosen by figures that have changed meanwhile: the page reads them again."""


def said(done: Done, *, link: str = "") -> dict[str, str]:
    """What was done, as a toast.

    Args:
        done: What was done.
        link: Address of what came of it.

    >>> said(Done("Marked ready", {"records": 2}))
    {'text': 'Marked ready: 2 records.', 'link': '', 'label': ''}
    """
    parts = [figures.counted(number, what) for what, number in done.counts.items()]
    parts += [f"{what} {said_sums(amounts)}" for what, amounts in done.amounts.items() if amounts]
    text = f"{done.act}: {'; '.join(parts)}." if parts else f"{done.act}."
    return {"text": text, "link": link, "label": done.record[1] if done.record else ""}


def changed(toast: Mapping[str, str] | None = None, **events: Any) -> HttpResponse:
    """Something was done: dialogs close, a toast says so, rows and totals of the page are read again."""
    told = {"changed": True, **({"toast": toast} if toast else {}), **events}
    response = HttpResponse(status=204)
    response.headers["HX-Trigger"] = json.dumps(told)
    return response


def moved(address: str, text: str = "") -> HttpResponse:
    """Something was done, and the page goes elsewhere; what was done is said there."""
    response = HttpResponse(status=204)
    response.headers["HX-Redirect"] = address
    if text:
        response.headers["HX-Trigger"] = json.dumps({"later": {"text": text}})
    return response


def refused(request: HttpRequest, refusal: Refusal, *, status: int = 422) -> HttpResponse:
    """The dialog that says why not, and what to do; nothing was done."""
    response = asking(request, "kit/refused.html", {"refusal": refusal}, status)
    if status == STALE:
        response.headers["HX-Trigger"] = "stale"
    return response


def asking(request: HttpRequest, template: str, told: Mapping[str, Any], status: int) -> HttpResponse:
    """A dialog in answer to what was typed or pressed anywhere on the page."""
    response = render(request, template, dict(told), status=status)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#dialog", "innerHTML"
    return response
