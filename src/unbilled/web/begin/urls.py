"""Addresses of the first run."""

from django.urls import path

from unbilled.web.begin import pages

urlpatterns = [
    path("begin/", pages.begin, name="begin"),
    path("begin/open/", pages.open_one, name="begin_open"),
    path("begin/load/", pages.load, name="begin_load"),
    path("c/<str:code>/begin/", pages.steps, name="steps"),
]
