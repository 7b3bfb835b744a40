"""What higher rooms hand in for workers, looked for when it is first asked for: most commands never ask."""

from functools import cache

from django.utils.module_loading import autodiscover_modules


@cache
def hand_in() -> None:
    """Import the module ``background`` of every room that has one; it says what its room hands in."""
    autodiscover_modules("background")
