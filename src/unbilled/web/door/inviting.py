"""The page on which an administrator makes links for people to come in with."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from unbilled.foundation.refusals import Refusal
from unbilled.people.events.make_invitations import make_invitations
from unbilled.people.links import link_of
from unbilled.people.reads.sight_of import sight_of
from unbilled.people.reads.who_comes_in import who_comes_in
from unbilled.people.rights import NotAllowed
from unbilled.web.door.acts import act_of
from unbilled.web.door.entering import ASKED, UNPROCESSABLE
from unbilled.web.door.guard import BackOfficeRequest

FORBIDDEN = 403


@never_cache
@require_http_methods(ASKED)
def invitations(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Who has a role in the company and whether they can log in; a link for whom one is made."""
    company = request.company
    assert company is not None
    shown: dict[str, object] = {"company": company, "companies": [one.company for one in request.places]}
    try:
        sight_of(
            company_id=company.company_id,
            person_id=request.person.person_id,
            event="people.make_invitations",
        )
        status = 200
        if request.method == "POST":
            [made] = make_invitations(act_of(request), usernames=[request.POST.get("person", "")])
            link = request.build_absolute_uri(reverse("invitation", args=[link_of(made.invitation_id)]))
            shown |= {"made": made, "link": link}
    except NotAllowed as refusal:
        return render(request, "web/refused.html", shown | {"refusal": refusal}, status=FORBIDDEN)
    except Refusal as refusal:
        shown["refusal"], status = refusal, UNPROCESSABLE
    shown["people"] = who_comes_in(company_id=company.company_id)
    return render(request, "door/invitations.html", shown, status=status)
