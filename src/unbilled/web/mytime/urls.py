"""Addresses of one's own time and expenses, and of receipts."""

from django.urls import path

from unbilled.web.mytime import expenses, pages, receipts

urlpatterns = [
    path("time/", pages.show, name="time"),
    path("time/cell/", pages.cell, name="time_cell"),
    path("time/text/<identity:entry_id>/", pages.text, name="time_text"),
    path("time/delete/<identity:entry_id>/", pages.delete, name="time_delete"),
    path("time/ask-back/<identity:entry_id>/", pages.ask_back, name="time_ask_back"),
    path("time/copy/", pages.copy, name="time_copy"),
    path("time/submit/", pages.submit, name="time_submit"),
    path("time/recall/", pages.recall, name="time_recall"),
    path("time/expense/", expenses.expense, name="time_expense"),
    path("time/receipt/<identity:entry_id>/", receipts.attach, name="receipt_attach"),
    path("receipts/<identity:entry_id>/", receipts.show, name="receipts"),
    path("receipts/<identity:entry_id>/<identity:receipt_id>/", receipts.file, name="receipt"),
    path(
        "receipts/<identity:entry_id>/<identity:receipt_id>/remove/", receipts.remove, name="receipt_remove"
    ),
]
