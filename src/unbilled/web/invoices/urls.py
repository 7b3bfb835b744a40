"""Addresses of one posted document; it stands under the list of invoices."""

from django.urls import path

from unbilled.web.invoices import pages

UNDER = {"screen": "invoices"}

urlpatterns = [
    path("invoices/<str:number>/", pages.show, UNDER, name="invoice"),
    path("invoices/<str:number>/pages/", pages.drawn, UNDER, name="invoice_pages"),
    path("invoices/<str:number>/ask/<slug:action>/", pages.ask, UNDER, name="invoice_ask"),
    path("invoices/<str:number>/do/<slug:action>/", pages.do, UNDER, name="invoice_do"),
]
