"""Addresses of one proforma; it stands under the list of proformas."""

from django.urls import path

from unbilled.web.drafts import actions, pages

UNDER = {"screen": "proformas"}

urlpatterns = [
    path("proformas/<str:number>/", pages.show, UNDER, name="draft"),
    path("proformas/<str:number>/preview/", pages.preview, UNDER, name="draft_preview"),
    path("proformas/<str:number>/rows/", pages.rows, UNDER, name="draft_rows"),
    path("proformas/<str:number>/lines/<int:line_no>/", pages.edit, UNDER, name="draft_line"),
    path("proformas/<str:number>/ask/<slug:action>/", actions.ask, UNDER, name="draft_ask"),
    path("proformas/<str:number>/do/<slug:action>/", actions.do, UNDER, name="draft_do"),
]
