"""Addresses of forms: of a new record, and of one that is there."""

from django.urls import path

from unbilled.web.forms import pages

urlpatterns = [
    path("<slug:screen>/new/", pages.new, name="form_new"),
    path("<slug:screen>/<identity:key>/", pages.edit, name="form"),
    path("<slug:screen>/<identity:key>/remove/", pages.remove, name="form_remove"),
]
