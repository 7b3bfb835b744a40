"""Addresses of one fiscal period; it stands under the list of periods."""

from django.urls import path

from unbilled.web.periods import pages

UNDER = {"screen": "periods"}

urlpatterns = [
    path("periods/<str:name>/", pages.show, UNDER, name="period"),
    path("periods/<str:name>/ask/<slug:action>/", pages.ask, UNDER, name="period_ask"),
    path("periods/<str:name>/do/<slug:action>/", pages.do, UNDER, name="period_do"),
]
