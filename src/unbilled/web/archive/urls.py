"""Addresses of the archive."""

from django.urls import path

from unbilled.web.archive import pages

urlpatterns = [
    path("archive/", pages.show, name="archive"),
    path("archive/documents.zip", pages.download, name="archive_file"),
]
