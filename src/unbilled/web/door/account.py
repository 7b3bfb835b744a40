"""Pages of whoever is logged in about themselves: password, sessions, second factor."""

import io
import secrets
from collections.abc import Callable

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbilled.foundation.answers import Secret
from unbilled.foundation.refusals import Refusal
from unbilled.people.attempts import attempt_was_right, count_attempt
from unbilled.people.codes import address_of as address_of_factor
from unbilled.people.codes import secret_of
from unbilled.people.events.begin_second_factor import begin_second_factor
from unbilled.people.events.change_password import change_password
from unbilled.people.events.confirm_second_factor import confirm_second_factor
from unbilled.people.events.end_sessions import end_sessions
from unbilled.people.events.remove_second_factor import remove_second_factor
from unbilled.people.models import Person, RecoveryCode, SecondFactor
from unbilled.people.reads.sessions_of import sessions_of
from unbilled.people.rules import RECOVERY_CODES, PasswordNotRight
from unbilled.web.door.acts import act_of_oneself
from unbilled.web.door.addresses import address_of
from unbilled.web.door.entering import ASKED, UNPROCESSABLE
from unbilled.web.door.forms import ChangePassword, Code, Confirm, explained
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.door.sessions import note_again

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Of recovery codes: none that looks like another."""
HALF_OF_A_CODE = 5


@never_cache
@require_safe
def account(request: BackOfficeRequest) -> HttpResponse:
    """Who one is, and the ways to one's password, second factor and sessions."""
    now = timezone.now()
    key = request.session.session_key
    shown = {
        "sessions": sessions_of(person_id=request.person.person_id, at=now, this=key),
        "factor": SecondFactor.objects.filter(person_id=request.person.person_id)
        .exclude(confirmed_at=None)
        .first(),
        "codes_left": RecoveryCode.objects.filter(person_id=request.person.person_id, used_at=None).count(),
    }
    return render(request, "door/account.html", shown)


@sensitive_post_parameters("old", "password", "again")
@never_cache
@require_http_methods(ASKED)
def password(request: BackOfficeRequest) -> HttpResponse:
    """Change one's password; the other sessions end."""
    form = ChangePassword(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            with_own_password(
                request,
                lambda: change_password(
                    act_of_oneself(request),
                    old=Secret(said["old"]),
                    password=Secret(said["password"]),
                    kept_session=Secret(request.session.session_key or ""),
                ),
            )
        except Refusal as refusal:
            form.add_error("old" if isinstance(refusal, PasswordNotRight) else "password", str(refusal))
        else:
            note_again(request, Person.objects.get(pk=request.person.person_id))
            return redirect("account")
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "door/password.html", {"form": explained(form)}, status=status)


@require_POST
def sessions(request: BackOfficeRequest) -> HttpResponse:
    """End sessions: those that are named, or all but this one."""
    marks = request.POST.getlist("session")
    if "others" in request.POST:
        own = sessions_of(
            person_id=request.person.person_id, at=timezone.now(), this=request.session.session_key
        )
        marks = [one.mark for one in own if not one.is_this]
    if marks:
        end_sessions(act_of_oneself(request), marks=marks)
    return redirect("account")


@never_cache
@require_http_methods(ASKED)
def second_factor(request: BackOfficeRequest) -> HttpResponse:
    """Set a second factor up: a picture for the device, then a code of it, then the recovery codes, once."""
    begun = factor_of(request)
    if begun is None or begun.confirmed_at is not None:
        if request.method == "POST" and begun is None:
            begin_second_factor(act_of_oneself(request))
            return redirect("second_factor")
        return render(
            request, "door/second_factor_begin.html", {"factor": begun, "form": explained(Confirm())}
        )
    form = Code(request.POST if request.method == "POST" else None)
    if form.is_valid():
        codes = recovery_codes()
        try:
            confirm_second_factor(
                act_of_oneself(request),
                code=Secret(form.cleaned_data["code"].replace(" ", "")),
                recovery_codes=[Secret(one) for one in codes],
            )
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            return render(request, "door/recovery_codes.html", {"codes": codes})
    spelled = secret_of(begun.salt)
    shown = {
        "form": explained(form),
        "secret": " ".join(spelled[at : at + 4] for at in range(0, len(spelled), 4)),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "door/second_factor.html", shown, status=status)


@never_cache
@require_safe
def second_factor_picture(request: BackOfficeRequest) -> HttpResponse:
    """The picture that a device takes the secret from, until it is confirmed; never after it."""
    begun = factor_of(request)
    if begun is None or begun.confirmed_at is not None:
        raise Http404("There is no second factor to be set up.")
    picture = io.BytesIO()
    segno.make(address_of_factor(begun.salt, request.person.login), error="m").save(
        picture, kind="svg", scale=5, dark="#000000", light="#ffffff", svgclass=None, lineclass=None
    )
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@sensitive_post_parameters("password")
@require_POST
def remove_factor(request: BackOfficeRequest) -> HttpResponse:
    """Remove one's second factor, or the one that is being set up."""
    form = Confirm(request.POST)
    if form.is_valid():
        try:
            with_own_password(
                request,
                lambda: remove_second_factor(
                    act_of_oneself(request), password=Secret(form.cleaned_data["password"])
                ),
            )
        except Refusal as refusal:
            form.add_error("password", str(refusal))
        else:
            return redirect("account")
    shown = {"factor": factor_of(request), "form": explained(form)}
    return render(request, "door/second_factor_begin.html", shown, status=UNPROCESSABLE)


def with_own_password(request: BackOfficeRequest, do: Callable[[], None]) -> None:
    """Do something that asks for one's password: guesses wait as those at the log-in do.

    Raises:
        TooManyAttempts: It comes too soon after others.
        Refusal: Why it is not done.
    """
    tried, address, now = f"password of {request.person.person_id}", address_of(request), timezone.now()
    count_attempt(login=tried, address=address, at=now)
    try:
        do()
    except PasswordNotRight:
        raise
    except Refusal:
        attempt_was_right(login=tried, address=address, at=now)
        raise
    attempt_was_right(login=tried, address=address, at=now)


def factor_of(request: BackOfficeRequest) -> SecondFactor | None:
    """The second factor of whoever is logged in, set up or being set up."""
    return SecondFactor.objects.filter(person_id=request.person.person_id).first()


def recovery_codes() -> list[str]:
    """New recovery codes."""
    return [
        "-".join("".join(secrets.choice(LETTERS) for _ in range(HALF_OF_A_CODE)) for _ in range(2))
        for _ in range(RECOVERY_CODES)
    ]
