"""Log in with a provider of OpenID Connect, where the operator names one: it says whose e-mail address somebody has.

Source: docs/rules/log-in.md#a-provider-of-openid-connect.
"""

import logging
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from joserfc.errors import JoseError
from requests import RequestException

from unbilled.foundation.refusals import Refusal
from unbilled.people.models import Person, SecondFactor
from unbilled.web.door.entering import HALF_WAY, half_way_of, let_in
from unbilled.web.door.guard import local_path, log_in_address

THEN = "provider_then"
"""Where a session remembers the page that somebody came for, while they are with the provider."""
FORBIDDEN, BAD_GATEWAY = 403, 502

log = logging.getLogger("unbilled.door")


class ProviderUnclear(Refusal):
    """The provider did not answer as OpenID Connect has it, or somebody came back whom it does not know."""

    sentence = "{provider} did not say who you are."
    remedy = "Try again; if it goes on, tell who runs this server: its log says what came back."


class PersonNotKnown(Refusal):
    """Whoever comes in is a person here first."""

    sentence = "Nobody here has the e-mail address {email}, or more than one person has."
    remedy = "Ask an administrator to add you with that address, and to grant you a role."


class EmailNotVerified(Refusal):
    """An address that the provider has not seen its owner use says nothing."""

    sentence = "{provider} has not verified the e-mail address {email}."
    remedy = "Verify it there, then log in again."


def provider() -> Any:
    """The provider that the operator has named.

    Raises:
        Http404: None is.
    """
    if not settings.OIDC_ISSUER:
        raise Http404("No provider is named.")
    registry = OAuth()
    return registry.register(
        "provider",
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        server_metadata_url=f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "timeout": 10},
    )


@login_not_required
@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider; what it brings back is held against what was sent."""
    named = provider()
    request.session[THEN] = local_path(request.GET.get("next", ""))
    try:
        sent: HttpResponse = named.authorize_redirect(
            request, request.build_absolute_uri(reverse("provider_return"))
        )
    except (OAuthError, JoseError, RequestException, ValueError) as error:
        return unclear(request, error, request.session[THEN])
    return sent


@login_not_required
@never_cache
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """Let in who the provider says it is: somebody who is a person here, by e-mail address."""
    named = provider()
    then = request.session.pop(THEN, "")
    try:
        claims = named.authorize_access_token(request).get("userinfo") or {}
    except (OAuthError, JoseError, RequestException, ValueError) as error:
        return unclear(request, error, then)
    email = str(claims.get("email") or "").strip()
    if not email:
        return unclear(request, ValueError("no e-mail address among the claims"), then)
    if claims.get("email_verified") is not True and not settings.OIDC_TRUSTS_EMAIL:
        return refused(request, EmailNotVerified(provider=settings.OIDC_NAME, email=email), then)
    found = [
        one
        for one in Person.objects.filter(email__iexact=email, is_active=True)
        if same_address(one.email, email)
    ]
    if len(found) != 1:
        return refused(request, PersonNotKnown(email=email), then)
    [person] = found
    if SecondFactor.objects.filter(person=person).exclude(confirmed_at=None).exists():
        request.session.cycle_key()
        request.session[HALF_WAY] = half_way_of(person, timezone.now(), then)
        return redirect("log_in_code")
    return let_in(request, person, then)


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are one; of the letters only those of ASCII may be great or small.

    A database may take letters that only look alike for one another, such as the dotless i for an i.

    >>> same_address("Mia@Acme.example", "mia@acme.example"), same_address("mia@acme.example", "m\u0131a@acme.example")
    (True, False)
    """
    return one.encode().lower() == other.encode().lower()


def unclear(request: HttpRequest, error: Exception, then: str) -> HttpResponse:
    """Say that the provider gave no clear answer; the log says which."""
    log.warning("OpenID Connect: %s: %s", type(error).__name__, error)
    return refused(request, ProviderUnclear(provider=settings.OIDC_NAME), then, BAD_GATEWAY)


def refused(request: HttpRequest, refusal: Refusal, then: str, status: int = FORBIDDEN) -> HttpResponse:
    """The page that says why somebody is not let in; from there they log in otherwise, to where they wanted to go."""
    told = {"refusal": refusal, "log_in": log_in_address(then)}
    return render(request, "door/not_let_in.html", told, status=status)
