"""Products on the command line: sold by a line, billed in parts, changed with the contract."""

from commands import POSTED, refused, rows, said, unbilled, worked

from unbilled.lab.scenarios.books import Books

ADDED = (
    *("contracts", "lines", "add", "C-1/Sensor", "--billing-method", "product", "--project", "P-1"),
    *("--quantity", "10", "--price", "33.335", "--delivery-date", "2026-03-10"),
)


def test_a_product_is_sold_billed_in_parts_and_told(books: Books) -> None:
    worked(books)
    assert said(*ADDED)["counts"]["contract lines"] == 1
    assert unbilled("products", "part", "C-1", "Sensor", "3", "--date", "2026-03-10").output == (
        "Ready: 1 product.\n"
    )
    found = refused("products", "part", "C-1", "Sensor", "8")
    assert (found.code, "8 of 7 piece that wait" in found.message) == ("ProductBeyondContract", True)
    assert (
        said("contracts", "lines", "change", "C-1/Sensor", "--quantity", "12")["counts"]["contract lines"]
        == 1
    )
    assert [
        (one["name"], one["quantity"], one["unit"], one["status"], one["transaction_amount"])
        for one in rows("products", "list", "--contract", "C-1")
    ] == [
        ("Sensor", "9", "piece", "not_ready", "300.01"),
        ("Sensor, part 1", "3", "piece", "ready_to_invoice", "100.01"),
    ]
    assert "Nobody has marked it ready." in unbilled("why", "Sensor").output
    books.do(POSTED)
    assert "Product Sensor, part 1" in " ".join(unbilled("trace", "2026-00001").output.split())
    assert "quantity 12 unit piece price 33.335" in " ".join(
        unbilled("contracts", "show", "C-1").output.split()
    )
