"""Addresses of the door."""

from django.urls import path

from unbilled.web.door import pages

urlpatterns = [
    path("log-in/", pages.log_in, name="log_in"),
    path("log-out/", pages.log_out, name="log_out"),
    path("health/", pages.health, name="health"),
]
