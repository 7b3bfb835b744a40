"""Addresses of the hub beside its list page."""

from django.urls import path

from unbilled.web.hub import pages

urlpatterns = [path("<identity:key>/lines/", pages.lines, name="hub_lines")]
