"""Every row names an act there is: breaches are found."""

from planted import truths_broken_by
from unbilled.lab.scenarios.books import Books
from worlds import larkfield


def test_a_row_of_an_act_that_is_not_there_is_found(books: Books) -> None:
    larkfield(books)
    assert truths_broken_by("update ledger_voucher set act_id = -1") == {"every_row_names_an_act_there_is"}
    assert truths_broken_by("update billing_proforma_detail set ready_act_id = -1") == {
        "every_row_names_an_act_there_is"
    }
