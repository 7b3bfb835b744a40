"""Addresses below the link of a customer."""

from django.urls import path

from unbilled.web.customer import pages

urlpatterns = [
    path("", pages.show, name="customer_page"),
    path("ask/", pages.ask, name="customer_ask"),
    path("invoice.pdf", pages.pdf, name="customer_pdf"),
    path("invoice.xml", pages.xml, name="customer_xml"),
    path("timesheet.csv", pages.timesheet, name="customer_timesheet"),
]
