"""Addresses of the trial balance beside its list pages."""

from django.urls import path

from unbilled.web.balances import pages

urlpatterns = [path("<str:key>/below/", pages.below, name="balances_below")]
