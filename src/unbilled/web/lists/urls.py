"""Addresses of list pages."""

from django.urls import path

from unbilled.web.lists import pages

urlpatterns = [
    path("setup/", pages.setup, name="setup"),
    path("preferences/", pages.prefer, name="prefer"),
    path("<slug:screen>/columns/", pages.keep_columns, name="list_columns"),
    path("<slug:screen>/", pages.show, name="list"),
    path("<slug:screen>/rows/", pages.rows, name="list_rows"),
    path("<slug:screen>/totals/", pages.totals, name="list_totals"),
    path("<slug:screen>/row/<identity:key>/", pages.row, name="list_row"),
    path("<slug:screen>/all.<str:form>", pages.file, name="list_file"),
    path("<slug:screen>/views/save/", pages.save, name="view_save"),
    path("<slug:screen>/views/remove/", pages.remove, name="view_remove"),
    path("<slug:screen>/ask/<slug:action>/", pages.ask, name="list_ask"),
    path("<slug:screen>/do/<slug:action>/", pages.do, name="list_do"),
]
