"""How long a name waits after it was tried in vain, and what is refused about passwords and second factors."""

import ipaddress
from datetime import timedelta

from unbilled.foundation.refusals import Refusal

FREE_FAILURES = 5
FIRST_DELAY = timedelta(seconds=15)
LONGEST_DELAY = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=24)
KNOWN_FOR = timedelta(days=90)
WINDOW = timedelta(hours=1)
STRANGERS_FAILURES = 20
ADDRESS_FAILURES = 60
INVITATION_DAYS = 7
RECOVERY_CODES = 10


class TooManyAttempts(Refusal):
    """The name was tried too often from there."""

    sentence = "There were too many attempts. The next one is possible in {wait}."
    remedy = (
        "Wait, or log in from where you usually do. Whoever runs the server can give you a new password: "
        "unbilled people password NAME."
    )


class InvitationNotOpen(Refusal):
    """The link was used, has expired, or another took its place."""

    sentence = "This link opens nothing: it was used, has expired, or a later one took its place."
    remedy = "Ask an administrator for a new one: unbilled people invite NAME."


class PasswordNotRight(Refusal):
    """What was given as one's password is not."""

    sentence = "The password is not right."
    remedy = "Type the password with which you log in."


class PasswordTooWeak(Refusal):
    """A password keeps to the rules."""

    sentence = "This password is not taken: {found}"
    remedy = "Choose another one: three words that do not belong together are long and easy to remember."


class CodeNotRight(Refusal):
    """A code of the second factor is another one, or was used."""

    sentence = "The code is not right, or was used already."
    remedy = "Take the code that the device shows now. If its clock is wrong, set it."


class SecondFactorThere(Refusal):
    """Somebody has a second factor already."""

    sentence = "There is a second factor already."
    remedy = "Remove it first."


class SecondFactorMissing(Refusal):
    """Somebody has no second factor."""

    sentence = "There is no second factor."
    remedy = "Begin to set one up."


def delay_after(failures: int) -> timedelta:
    """How long the next attempt waits after so many failures in a row.

    Source:
        docs/rules/log-in.md#attempts.

    >>> [int(delay_after(failures).total_seconds()) for failures in (1, 4, 5, 6, 8, 12, 13, 10_000)]
    [0, 0, 15, 30, 120, 1920, 3600, 3600]
    """
    if failures < FREE_FAILURES:
        return timedelta(0)
    doublings = min(failures - FREE_FAILURES, 20)
    return min(LONGEST_DELAY, FIRST_DELAY * (1 << doublings))


def waited(wait: timedelta) -> str:
    """A time to wait, as people say it.

    >>> waited(timedelta(seconds=14.2)), waited(timedelta(seconds=61)), waited(timedelta(minutes=1))
    ('15 seconds', '2 minutes', '1 minute')
    """
    seconds = -(-wait // timedelta(seconds=1))
    if seconds < 60:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    minutes = -(-seconds // 60)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def network_of(address: str) -> str:
    """An address as attempts count it: of IPv6 the network that one household or office has.

    >>> network_of("192.0.2.7"), network_of("2001:db8:1:2:3::4"), network_of("::ffff:192.0.2.7"), network_of("")
    ('192.0.2.7', '2001:db8:1:2::', '192.0.2.7', '')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), 64), strict=False).network_address)
