"""The demonstration: a small slice of its year goes the road, and a seed settles the data."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from beancount import loader

from unbilled.accounting.models import JournalLine, Proposal
from unbilled.actuals.models import Actual
from unbilled.billing.models import BacklogLine, Proforma
from unbilled.lab.demonstration.files import write_files
from unbilled.lab.demonstration.play import STAGES, Demonstration, Played, open_demonstration, play
from unbilled.lab.demonstration.year import draw_year
from unbilled.ledger.models import Invoice
from unbilled.reports.reads.beancount import export_beancount
from unbilled.reports.reads.verify import verify
from unbilled.work.models import Entry

AUTUMN = {"first_day": date(2025, 10, 27), "last_day": date(2025, 12, 31)}


def fingerprints(seed: int, folder: Path) -> dict[str, str]:
    files = write_files(draw_year(seed=seed), folder)
    return {file.path.name: sha256(file.path.read_bytes()).hexdigest() for file in files}


def opened(folder: Path, seed: int | None = 7) -> tuple[Demonstration, bool]:
    return open_demonstration(seed=seed, files=folder / "files", out=folder / "out", **AUTUMN)


def played(one: Demonstration, *, but: str = "print") -> Iterator[Played]:
    for stage in STAGES:
        if stage.name != but:
            yield play(one, stage, lambda done, total: None)


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    first = fingerprints(7, tmp_path / "first")

    assert fingerprints(7, tmp_path / "second") == first
    assert set(fingerprints(8, tmp_path / "third").values()).isdisjoint(first.values())
    assert draw_year(seed=7).given == draw_year(seed=7).given


def test_a_year_has_the_size_of_a_small_company() -> None:
    year = draw_year(seed=2025)
    hours = [one for team in year.hours.values() for one in team]

    assert 6_000 < len(hours) + len(year.purchases) < 8_000
    assert len({one.resource for one in hours}) == 15
    assert len({one.project for one in hours}) == 20
    assert {one.transaction_class for one in year.purchases} == {"expense", "material", "fee"}


@pytest.mark.django_db
def test_a_slice_goes_the_road_once_and_leaves_something_of_everything(tmp_path: Path) -> None:
    one, was_there = opened(tmp_path)

    done = list(played(one))

    assert not was_there
    assert [(stage.title, item.sentence) for stage in done for item in stage.tally.set_aside] == []
    assert all(sum(stage.tally.counts.values()) > 0 for stage in done)
    assert set(Entry.objects.values_list("status", flat=True)) == {
        "draft",
        "submitted",
        "returned",
        "approved",
    }
    assert set(JournalLine.objects.values_list("status", flat=True)) == {"draft", "posted"}
    assert set(BacklogLine.objects.values_list("billing_status", flat=True)) == {
        "not_ready",
        "ready_to_invoice",
        "customer_invoice_created",
    }
    assert set(Proforma.objects.values_list("status", flat=True)) == {"draft", "confirmed"}
    assert set(Proposal.objects.values_list("status", flat=True)) == {"header_only", "populated", "posted"}
    assert set(Invoice.objects.values_list("document_class", "transaction_currency")) >= {
        ("invoice", "EUR"),
        ("invoice", "GBP"),
        ("credit_note", "EUR"),
    }
    assert [finding.invariant for finding in verify() if not finding.holds] == []
    _, errors, _ = loader.load_string("".join(export_beancount(company_id=one.company_id)))
    assert errors == []
    before = Actual.objects.count(), Invoice.objects.count()

    again, was_there = opened(tmp_path, seed=None)

    assert was_there
    assert again.seed == 7
    assert all(stage.tally is None for stage in played(again))
    assert (Actual.objects.count(), Invoice.objects.count()) == before
