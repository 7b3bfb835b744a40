"""Addresses of one contract; it stands under the list of contracts."""

from django.urls import path

from unbilled.web.contracts import pages
from unbilled.web.forms import pages as forms

UNDER = {"screen": "contracts"}

urlpatterns = [
    path("contracts/new/", forms.new, UNDER),
    path("contracts/<str:number>/", pages.show, UNDER, name="contract"),
    path("contracts/<str:number>/change/", pages.change, UNDER, name="contract_change"),
    path("contracts/<str:number>/ask/<slug:action>/", pages.ask, UNDER, name="contract_ask"),
    path("contracts/<str:number>/do/<slug:action>/", pages.do, UNDER, name="contract_do"),
]
