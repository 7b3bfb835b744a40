"""Addresses of one journal; it stands under the list of journals."""

from django.urls import path

from unbilled.web.journals import pages

UNDER = {"screen": "journals"}

urlpatterns = [
    path("journals/<str:number>/", pages.show, UNDER, name="journal"),
    path(
        "journals/<str:number>/lines/<identity:actual_id>/<slug:field>/",
        pages.change,
        UNDER,
        name="journal_line",
    ),
    path("journals/<str:number>/ask/<slug:action>/", pages.ask, UNDER, name="journal_ask"),
    path("journals/<str:number>/do/<slug:action>/", pages.do, UNDER, name="journal_do"),
]
