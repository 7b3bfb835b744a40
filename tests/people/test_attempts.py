"""Attempts: counted before they are tried, by name and address, and nobody is barred from everywhere."""

from datetime import timedelta

import pytest

from acting import NOON
from unbilled.people.attempts import attempt_was_right, count_attempt, forget_attempts
from unbilled.people.models import Attempt
from unbilled.people.rules import TooManyAttempts

HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"


def fail(number: int, *, login: str = "mia", address: str = ELSEWHERE) -> None:
    for _ in range(number):
        count_attempt(login=login, address=address, at=NOON)


def test_five_are_free_and_each_later_one_waits_twice_as_long(db: None) -> None:
    fail(5)
    at = NOON
    for seconds in (15, 30, 60, 120):
        at += timedelta(seconds=seconds - 1)
        with pytest.raises(TooManyAttempts, match=r"possible in 1 second\."):
            count_attempt(login="mia", address=ELSEWHERE, at=at)
        at += timedelta(seconds=1)
        count_attempt(login="mia", address=ELSEWHERE, at=at)


def test_what_is_refused_is_not_counted(db: None) -> None:
    fail(5)
    for _ in range(10):
        with pytest.raises(TooManyAttempts):
            count_attempt(login="mia", address=ELSEWHERE, at=NOON)

    assert Attempt.objects.get().failed_count == 5


def test_one_that_is_right_and_a_day_forgive(db: None) -> None:
    fail(4)
    attempt_was_right(login="MIA ", address=ELSEWHERE, at=NOON)
    fail(5)
    count_attempt(login="mia", address=ELSEWHERE, at=NOON + timedelta(hours=25))

    assert Attempt.objects.get().failed_count == 1


def test_strangers_wait_together_and_a_known_address_does_not(db: None) -> None:
    attempt_was_right_from(HOME)
    for number in range(5):
        fail(4, address=f"203.0.113.{number}")

    with pytest.raises(TooManyAttempts):
        fail(1, address=ELSEWHERE)
    fail(1, address=HOME)
    fail(1, login="tom", address=ELSEWHERE)
    count_attempt(login="mia", address=ELSEWHERE, at=NOON + timedelta(hours=1, seconds=1))


def attempt_was_right_from(address: str) -> None:
    count_attempt(login="mia", address=address, at=NOON)
    attempt_was_right(login="mia", address=address, at=NOON)


def test_an_address_is_known_for_ninety_days(db: None) -> None:
    attempt_was_right_from(HOME)
    later = NOON + timedelta(days=91)
    for number in range(5):
        for _ in range(4):
            count_attempt(login="mia", address=f"203.0.113.{number}", at=later)

    with pytest.raises(TooManyAttempts):
        count_attempt(login="mia", address=HOME, at=later)


def test_a_network_of_ipv6_is_one_address(db: None) -> None:
    for number in range(5):
        fail(1, address=f"2001:db8:1:2::{number}")

    with pytest.raises(TooManyAttempts):
        fail(1, address="2001:db8:1:2:ffff::1")


def test_forgotten_attempts_keep_nobody_waiting(db: None) -> None:
    fail(5)
    forget_attempts("Mia")

    fail(1)


def test_old_rows_go(db: None) -> None:
    fail(1)
    count_attempt(login="tom", address=ELSEWHERE, at=NOON + timedelta(days=91))

    assert Attempt.objects.count() == 1
