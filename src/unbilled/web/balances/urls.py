"""Addresses of trial balance and customer balances beside their list pages."""

from django.urls import path

from unbilled.web.balances import customers, pages

urlpatterns = [
    path("trial-balance/<str:key>/below/", pages.below, name="balances_below"),
    path("customer-balances/<identity:customer_id>/statement.pdf", customers.statement, name="statement"),
    path("customer-balances/<path:key>/below/", customers.below, name="documents_below"),
]
