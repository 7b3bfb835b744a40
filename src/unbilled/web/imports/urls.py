"""Addresses of imports."""

from django.urls import path

from unbilled.web.imports import pages

urlpatterns = [
    path("imports/", pages.front, name="imports"),
    path("imports/upload/", pages.upload, name="import_upload"),
    path("imports/<identity:number>/", pages.show, name="import"),
    path("imports/<identity:number>/settle/", pages.settle, name="import_settle"),
    path("imports/<identity:number>/try/", pages.try_it, name="import_try"),
    path("imports/<identity:number>/start/", pages.start, name="import_start"),
    path("imports/<identity:number>/again/", pages.again, name="import_again"),
    path("imports/<identity:number>/rejected.csv", pages.rejected_file, name="import_rejected"),
]
