"""Entries as somebody writes them on a proforma, for tests."""

from datetime import date
from decimal import Decimal

from unbilled.masterdata.models import Project
from unbilled.work.events.enter_entries import NewEntry


def fee(reference: str, **more: object) -> NewEntry:
    entry = {
        "transaction_class": "fee",
        "transaction_date": date(2026, 3, 2),
        "project_id": Project.objects.get(code="P-1").pk,
        "quantity": Decimal(1),
        "unit": "piece",
        "unit_price": Decimal(250),
        "billing_type": "chargeable",
        "description": "Licence",
        "external_reference": reference,
    }
    return NewEntry(**(entry | more))  # type: ignore[arg-type]
