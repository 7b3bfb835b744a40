"""The kit page: every component in every state, for those who build pages; there is none in production."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbilled.accounting.events.post_journals import JournalLineNotDraft
from unbilled.kit.screens import Field

FIELDS = (
    (Field(name="comment", label="Comment", kind="lines", hint="What to correct."), "Which task?", ""),
    (Field(name="date", label="Invoice date", kind="day"), "soon", "'soon' is not a day."),
    (
        Field(
            name="type",
            label="Billing type",
            kind="choice",
            choices={"a": "Chargeable", "b": "Complimentary"},
        ),
        "a",
        "",
    ),
)


@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    """Every component in every state.

    Raises:
        Http404: The pages are not being developed.
    """
    if not settings.DEBUG:
        raise Http404("There is no such page.")
    fields = [{"field": field, "value": value, "fault": fault} for field, value, fault in FIELDS]
    return render(
        request,
        "gallery/kit.html",
        {"fields": fields, "refusal": JournalLineNotDraft(records=["Ada Moreau 2026-03-02 (posted)"])},
    )
