"""Who a name and a password are."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from unbilled.people.models import Person


class ByName(ModelBackend):
    """Django's own, with the name in any case of letters: two names never differ by capital letters only."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **given: Any,
    ) -> Any:
        """The person, if the password is right and they have not left."""
        spelled = Person.objects.filter(username__iexact=username).values_list("username", flat=True).first()
        return super().authenticate(request, username=spelled or username, password=password, **given)
