"""The run that sends what was never sent."""

from acting import acting
from unbilled.documents.events.add_sending_profiles import add_sending_profiles
from unbilled.documents.models import Delivery, Document
from unbilled.documents.records import NewSendingProfile
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.deliver import DELIVER
from unbilled.runs.running import carry_out
from worlds import larkfield


def test_what_was_never_sent_goes_to_those_who_have_a_profile(books: Books) -> None:
    larkfield(books)
    act = acting(books.company_id, by=books.person_id)
    profiles = [NewSendingProfile("C-1007", recipients="ap@helios.example")]
    add_sending_profiles(act, sending_profiles=profiles)
    dry = carry_out(act, DELIVER, dry_run=True)
    assert dry.counts == {"documents": 1, "by e-mail": 1}
    assert (Delivery.objects.count(), Document.objects.count()) == (0, 0)

    done = carry_out(act, DELIVER)

    assert done.counts == {"documents": 1, "by e-mail": 1}
    assert [one.name for one in Delivery.objects.all()] == ["2026-00001/1"]
    assert carry_out(act, DELIVER).counts == {}

    add_sending_profiles(act, sending_profiles=[NewSendingProfile("C-1022")])
    aside = carry_out(act, DELIVER).set_aside
    assert [(one.record_name, one.refusal) for one in aside] == [("2026-00002", "AddressMissing")]
