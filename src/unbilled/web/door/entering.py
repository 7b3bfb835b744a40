"""Pages at the door: log in, show a code, accept an invitation, log out."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbilled.foundation.acts import Act
from unbilled.foundation.answers import Secret
from unbilled.foundation.refusals import Refusal
from unbilled.people.attempts import attempt_was_right, count_attempt
from unbilled.people.events.accept_invitation import accept_invitation
from unbilled.people.events.use_code import use_code
from unbilled.people.links import opened
from unbilled.people.models import Person, SecondFactor
from unbilled.people.reads.guests import guests
from unbilled.people.rules import InvitationNotOpen, TooManyAttempts
from unbilled.web.door.addresses import address_of, is_this_machine
from unbilled.web.door.forms import Code, LogIn, NewPassword, explained
from unbilled.web.door.guard import local_path
from unbilled.web.door.sessions import forget_ended, note_beginning

ASKED = ["GET", "HEAD", "POST"]
NOT_RIGHT = "Name or password is not right."
UNPROCESSABLE, TOO_MANY = 422, 429
HALF_WAY = "half_way"
"""Where a session remembers whose password was right, until the second factor is shown as well."""
HALF_WAY_FOR = timedelta(minutes=10)


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(ASKED)
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is, and let them in; they go on to the page they came for."""
    then = local_path(request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return redirect(then) if request.user.is_authenticated else show_log_in(request, LogIn(), then)
    form = LogIn(request.POST)
    if not form.is_valid():
        return show_log_in(request, form, then, UNPROCESSABLE)
    name, address, now = form.cleaned_data["name"], address_of(request), timezone.now()
    try:
        count_attempt(login=name, address=address, at=now)
    except TooManyAttempts as refusal:
        form.add_error(None, str(refusal))
        return show_log_in(request, form, then, TOO_MANY)
    person = authenticate(request, username=name, password=form.cleaned_data["password"])
    if person is None:
        form.add_error(None, NOT_RIGHT)
        return show_log_in(request, form, then, UNPROCESSABLE)
    if SecondFactor.objects.filter(person=person).exclude(confirmed_at=None).exists():
        request.session.cycle_key()
        request.session[HALF_WAY] = half_way_of(person, now, then)
        return redirect("log_in_code")
    attempt_was_right(login=name, address=address, at=now)
    return let_in(request, person, then)


def half_way_of(person: Person, now: datetime, then: str) -> dict[str, Any]:
    """What a session remembers of somebody who has shown one factor of two."""
    return {"person": person.pk, "until": (now + HALF_WAY_FOR).isoformat(), "next": then}


def show_log_in(request: HttpRequest, form: LogIn, then: str, status: int = 200) -> HttpResponse:
    """The log-in page; with the demonstration's people where they may come in without a password."""
    shown = {
        "form": explained(form),
        "next": then,
        "guests": guests() if is_this_machine(request) else [],
        "provider": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }
    return render(request, "door/log_in.html", shown, status=status)


@login_not_required
@never_cache
@require_http_methods(ASKED)
def log_in_code(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the second factor of whoever's password was right."""
    half_way: dict[str, Any] = request.session.get(HALF_WAY) or {}
    now = timezone.now()
    if not half_way or half_way["until"] < now.isoformat():
        request.session.pop(HALF_WAY, None)
        return redirect("log_in")
    person = Person.objects.filter(pk=half_way["person"], is_active=True).first()
    if person is None:
        return redirect("log_in")
    form = Code(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        tried, address = f"code of {person.pk}", address_of(request)
        try:
            count_attempt(login=tried, address=address, at=now)
            use_code(own_act(person, now), code=Secret(form.cleaned_data["code"]))
        except Refusal as refusal:
            form.add_error("code" if not isinstance(refusal, TooManyAttempts) else None, str(refusal))
            status = TOO_MANY if isinstance(refusal, TooManyAttempts) else UNPROCESSABLE
        else:
            attempt_was_right(login=tried, address=address, at=now)
            attempt_was_right(login=person.username, address=address, at=now)
            return let_in(request, person, half_way["next"])
    elif form.is_bound:
        status = UNPROCESSABLE
    return render(request, "door/log_in_code.html", {"form": explained(form)}, status=status)


@login_not_required
@require_POST
def log_in_guest(request: HttpRequest) -> HttpResponse:
    """Let in one of the demonstration's people, on the machine that serves it."""
    wanted = request.POST.get("person", "")
    guest = next((one for one in guests() if str(one.person_id) == wanted), None)
    if guest is None or not is_this_machine(request):
        raise Http404("There is no such guest.")
    return let_in(request, Person.objects.get(pk=guest.person_id), f"/c/{guest.company}/")


@login_not_required
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("log_in")


@login_not_required
@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(ASKED)
def invitation(request: HttpRequest, link: str) -> HttpResponse:
    """Let who was invited set a password, and in."""
    now = timezone.now()
    found = opened(link, now)
    if found is None:
        return render(request, "door/invitation_gone.html", {"refusal": InvitationNotOpen()}, status=410)
    form = NewPassword(request.POST if request.method == "POST" else None)
    if form.is_valid():
        password = Secret(form.cleaned_data["password"])
        try:
            accept_invitation(own_act(found.person, now), invitation_id=found.pk, password=password)
        except Refusal as refusal:
            form.add_error("password", str(refusal))
        else:
            person = Person.objects.get(pk=found.person_id)
            attempt_was_right(login=person.username, address=address_of(request), at=now)
            if SecondFactor.objects.filter(person=person).exclude(confirmed_at=None).exists():
                return redirect("log_in")  # a link is no second factor
            return let_in(request, person, "/")
    status = UNPROCESSABLE if form.is_bound else 200
    shown = {"form": explained(form), "person": found.person, "link": link}
    return render(request, "door/invitation.html", shown, status=status)


def let_in(request: HttpRequest, person: Person, then: str) -> HttpResponse:
    """Begin a session of somebody, with a key of its own, and show the page they came for."""
    request.session.flush()
    login(request, person, backend="unbilled.web.door.names.ByName")
    note_beginning(request)
    forget_ended()
    return redirect(local_path(then))


def own_act(person: Person, at: Any) -> Act:
    """The act of somebody about themselves, of no company."""
    return Act(company_id=0, person_id=person.pk, on=at.date(), at=at)


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say that pages and database answer, for a proxy or a monitor; while the database is away the answer is 503."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok\n", content_type="text/plain")
