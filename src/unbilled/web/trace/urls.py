"""Addresses of traces: ``trace/entry/?name=toggl:8812``, ``trace/invoice/?name=2026-00042``."""

from django.urls import path

from unbilled.web.trace import pages

urlpatterns = [path("<slug:kind>/", pages.show, name="trace")]
