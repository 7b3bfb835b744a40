"""Addresses of jobs; they stand under the list of runs."""

from django.urls import path

from unbilled.web.jobs import pages

UNDER = {"screen": "runs"}

urlpatterns = [
    path("runs/tray/", pages.tray, UNDER, name="tray"),
    path("runs/<identity:number>/", pages.show, UNDER, name="run"),
    path("runs/<identity:number>/items.csv", pages.items_file, UNDER, name="run_items_file"),
    path("runs/<identity:number>/cancel/", pages.cancel, UNDER, name="run_cancel"),
    path("runs/<identity:number>/again/", pages.again, UNDER, name="run_again"),
    path("runs/<identity:number>/undo/", pages.undo, UNDER, name="run_undo"),
]
