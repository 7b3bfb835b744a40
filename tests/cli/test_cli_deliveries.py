"""Documents are sent, listed, tried again and settled on the command line."""

from pathlib import Path

import pytest
from commands import POSTED, rows, said, unbilled, worked

from unbilled.lab.scenarios.books import Books


@pytest.fixture
def house(books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Books:
    """2026-00001 for Helios, who fetches documents from a folder; 2026-00002 for Orbit, who gets none."""
    worked(books, POSTED)
    monkeypatch.setattr("unbilled.documents.delivery.setup.home", lambda: tmp_path)
    unbilled("sending-profiles", "add", "10010", "--channel", "folder", "--has-page", "yes")
    return books


def test_what_was_never_sent_is_sent_once(house: Books, tmp_path: Path) -> None:
    assert said("deliver", "--dry-run")["counts"] == {"documents": 1, "into folders": 1}
    assert rows("deliveries", "list") == []
    output = unbilled("deliver").output
    assert output.startswith("Put into the queue: documents 1; into folders 1") or "1 document" in output
    assert "Sending: 1 sent." in output
    assert (tmp_path / "delivered" / "ACME" / "10010" / "ACME-2026-00001.pdf").read_bytes()[:4] == b"%PDF"
    [row] = rows("deliveries", "list", "--status", "sent")
    assert (row["name"], row["channel"], row["attempts"]) == ("2026-00001/1", "folder", 1)
    assert "Sending: nothing was due." in unbilled("deliver").output
    assert [one["number"] for one in rows("invoices", "list", "--delivery", "not_sent")] == ["2026-00002"]

    assert said("deliver", "2026-00001", "--again", "--queue-only")["counts"]["documents"] == 1
    assert said("deliveries", "retry", "2026-00001/2")["sent"] == {"sent": 1}
    assert said("deliveries", "bounced", row["message_id"], "--answer", "Gone")["deliveries"] == [
        "2026-00001/1"
    ]
    assert [one["name"] for one in rows("deliveries", "list", "--status", "bounced")] == ["2026-00001/1"]
    assert said("invoices", "revoke-page", "2026-00001")["counts"] == {"pages": 2}
    assert rows("questions", "list") == []
