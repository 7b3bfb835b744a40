"""Addresses of one proposal; it stands under the list of proposals."""

from django.urls import path

from unbilled.web.proposals import pages

UNDER = {"screen": "proposals"}

urlpatterns = [
    path("proposals/<str:number>/", pages.show, UNDER, name="proposal"),
    path("proposals/<str:number>/preview/", pages.preview, UNDER, name="proposal_preview"),
    path("proposals/<str:number>/findings/", pages.findings, UNDER, name="proposal_findings"),
    path("proposals/<str:number>/set/<slug:field>/", pages.change, UNDER, name="proposal_set"),
    path("proposals/<str:number>/groups/", pages.regroup, UNDER, name="proposal_groups"),
    path("proposals/<str:number>/ask/<slug:action>/", pages.ask, UNDER, name="proposal_ask"),
    path("proposals/<str:number>/do/<slug:action>/", pages.do, UNDER, name="proposal_do"),
]
