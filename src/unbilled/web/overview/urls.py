"""Addresses of the parts of the overview."""

from django.urls import path

from unbilled.web.overview import pages

urlpatterns = [
    path("overview/waiting/", pages.waiting, name="waiting"),
    path("overview/scope/", pages.keep_scope, name="keep_scope"),
]
