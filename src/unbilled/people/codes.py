"""Codes of second factors: what a device shows, and what takes its place when it is lost.

A secret is made of the key of the home and the salt that stands in the database, so neither a backup nor somebody who
only reads the database has it.
"""

import base64
from datetime import datetime

import pyotp
from django.utils.crypto import constant_time_compare, salted_hmac

SECRET_BYTES = 20
EITHER_SIDE = 1
"""Steps of half a minute that a device's clock may be wrong."""
ISSUER = "Unbilled"


def secret_of(salt: str) -> str:
    """The secret that a device and we have in common, as devices take it."""
    made = salted_hmac("unbilled.people.second_factor", salt, algorithm="sha256").digest()
    return base64.b32encode(made[:SECRET_BYTES]).decode()


def address_of(salt: str, username: str) -> str:
    """What the picture for the device says."""
    return pyotp.TOTP(secret_of(salt)).provisioning_uri(name=username, issuer_name=ISSUER)


def step_of(code: str, salt: str, at: datetime, after: int) -> int | None:
    """The half minute of which a code is; None where it is wrong, or no later than one that was taken.

    Args:
        code: Six digits.
        salt: Of the second factor.
        at: Moment of the attempt.
        after: Half minute of the last code that was taken.
    """
    totp = pyotp.TOTP(secret_of(salt))
    now = totp.timecode(at)
    for step in range(now - EITHER_SIDE, now + EITHER_SIDE + 1):
        if step > after and constant_time_compare(totp.generate_otp(step), code):
            return step
    return None


def checksum_of(recovery_code: str) -> str:
    """What is kept of a recovery code, however it was written.

    >>> checksum_of("abcd-efgh") == checksum_of("ABCD EFGH")
    True
    """
    plain = "".join(letter for letter in recovery_code.upper() if letter.isalnum())
    return salted_hmac("unbilled.people.recovery_code", plain, algorithm="sha256").hexdigest()
