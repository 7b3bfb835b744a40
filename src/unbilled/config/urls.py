"""Where each address leads."""

from django.urls import path

from unbilled.web import pages

urlpatterns = [
    path("", pages.overview, name="overview"),
    path("c/<str:code>/", pages.overview, name="company"),
    path("c/<str:code>/invoices/<int:invoice_id>.pdf", pages.invoice_file, name="invoice_pdf"),
]
