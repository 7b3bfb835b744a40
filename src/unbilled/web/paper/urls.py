"""Addresses of layouts and the logo."""

from django.urls import path

from unbilled.web.paper import pages

urlpatterns = [
    path("paper/", pages.front, name="paper"),
    path("paper-logo/", pages.logo, name="paper_logo"),
    path("paper/<slug:name>/", pages.show, name="paper_layout"),
    path("paper/<slug:name>/pages/", pages.drawn, name="paper_pages"),
    path("paper/<slug:name>/use/", pages.use, name="paper_use"),
    path("paper/<slug:name>/copy/", pages.copy, name="paper_copy"),
    path("paper/<slug:name>/change/", pages.change, name="paper_change"),
]
