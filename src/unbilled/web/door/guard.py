"""The guard of every address: who asks, and of which company what they may see.

After it a view finds on its request:

* ``request.person`` — who is logged in (``LoggedIn``); None where nobody is and the address needs nobody
* ``request.places`` — the companies of that person (``Place``), for a switch between them
* ``request.company``, ``request.roles``, ``request.sight`` — of an address that names a company by ``code``: the
  company, what the person is there, and whose own they see (None sees everything)

Source: docs/rules/log-in.md#who-comes-in.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from unbilled.companies.reads.find_company import FoundCompany
from unbilled.foundation.sights import Sight
from unbilled.people.models import Person
from unbilled.people.reads.companies_of import Place, companies_of
from unbilled.web.answers import away, is_away
from unbilled.web.door.sessions import note_use

UNAUTHORIZED = 401


def for_team_members(view: Any) -> Any:
    """Let a page be seen also by whoever is nothing but a team member: it shows them only what is their own."""
    view.for_team_members = True
    return view


def is_own_only(request: Any) -> bool:
    """Whether somebody is nothing but a team member in the company."""
    return set(request.roles) == {"team_member"}


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """Who is logged in.

    Attributes:
        person_id: The person.
        login: Name that acts are done in.
        name: First and last name; the login where neither is known.
        email: E-mail address; may be empty.
        is_administrator: Administers all companies.
    """

    person_id: int
    login: str
    name: str
    email: str
    is_administrator: bool


class BackOfficeRequest(HttpRequest):
    """A request as views behind the guard get it; for types only."""

    person: LoggedIn
    places: list[Place]
    company: FoundCompany
    roles: tuple[str, ...]
    sight: Sight | None


class Guard(LoginRequiredMiddleware):
    """Let in who is logged in, and to a company who has a role in it; a view that says so needs nobody."""

    def process_view(
        self, request: Any, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Tell the view who asks and for which company.

        Raises:
            Http404: The company is not there, or the person has no role in it: both look alike. Or the address names
                something by a text that the database cannot hold.
            BadRequest: What is asked or sent has such a text.
        """
        request.person, request.places, request.company, request.roles, request.sight = (
            None,
            [],
            None,
            (),
            None,
        )
        if not getattr(view_func, "login_required", True):
            return None
        try:
            if not request.user.is_authenticated:
                asks_who: HttpResponseBase = self.handle_no_permission(request, view_func)
                return asks_who
            request.person = logged_in(request.user)
            request.places = companies_of(person_id=request.person.person_id)
            note_use(request)
        except (OperationalError, InterfaceError) as error:
            if is_away(error):
                return away(request)
            raise
        if "code" in view_kwargs:
            place = next((one for one in request.places if one.company.code == view_kwargs["code"]), None)
            if place is None:
                raise Http404(f"There is no company {view_kwargs['code']}.")
            request.company, request.roles, request.sight = place.company, place.roles, place.sight
            if is_own_only(request) and not getattr(view_func, "for_team_members", False):
                return self._own_only(request, view_kwargs)
        if any("\0" in str(value) for value in view_kwargs.values()):
            raise Http404("No name has a character that no text can hold.")
        if any(
            "\0" in value
            for sent in (request.GET, request.POST)
            for _, all_ in sent.lists()
            for value in all_
        ):
            raise BadRequest("No text of ours has a character that none can hold.")
        return None

    def _own_only(self, request: Any, view_kwargs: Any) -> HttpResponseBase:
        """A team member sees what is their own and nothing else; the company's front page leads there.

        Raises:
            Http404: It is anything else.
        """
        if request.resolver_match.url_name == "company" and request.method in ("GET", "HEAD"):
            return HttpResponseRedirect(reverse("time", kwargs={"code": view_kwargs["code"]}))
        raise Http404("A team member sees their own work.")

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """The way to the log-in page, and back from there to what was asked for."""
        if "HX-Request" in request.headers:
            # A part of a page cannot show the log-in page, so the browser goes there as a whole.
            answer = HttpResponse(status=UNAUTHORIZED)
            answer.headers["HX-Redirect"] = log_in_address(_page_around(request))
            return answer
        asked = request.get_full_path() if request.method in ("GET", "HEAD") else ""
        return HttpResponseRedirect(log_in_address(asked))


def logged_in(person: Person) -> LoggedIn:
    """What views are told of a person."""
    return LoggedIn(
        person_id=person.pk,
        login=person.username,
        name=person.get_full_name() or person.username,
        email=person.email,
        is_administrator=person.is_superuser,
    )


def log_in_address(then: str = "") -> str:
    """The address of the log-in page, from which the person goes on to a page of ours."""
    then = local_path(then)
    return reverse("log_in") + (f"?{urlencode({'next': then})}" if then != "/" else "")


def local_path(address: str) -> str:
    """An address if it is a path of this server; else the front page's.

    >>> local_path("/c/ACME/?before=x"), local_path("//elsewhere.example"), local_path("https://elsewhere.example/")
    ('/c/ACME/?before=x', '/', '/')
    """
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else "/"


def _page_around(request: HttpRequest) -> str:
    """The page of which a part was asked for, as htmx tells it."""
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    if page.netloc != request.get_host():
        return ""
    return f"{page.path}?{page.query}" if page.query else page.path
