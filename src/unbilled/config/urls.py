"""Where each address leads."""

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter

from unbilled.web import pages
from unbilled.web.gallery import pages as gallery
from unbilled.web.palette import pages as palette


class Identity(IntConverter):
    """An identity in an address; with more digits than any has, there is nothing at the address."""

    regex = "[0-9]{1,18}"


register_converter(Identity, "identity")

urlpatterns = [
    path("", include("unbilled.web.door.urls")),
    path("", pages.overview, name="overview"),
    path("c/<str:code>/", pages.overview, name="company"),
    path("", include("unbilled.web.begin.urls")),
    path("i/<str:token>/", include("unbilled.web.customer.urls")),
    path("kit/", gallery.kit, name="kit"),
    path("c/<str:code>/find/", palette.find, name="find"),
    path("c/<str:code>/", include("unbilled.web.jobs.urls")),
    path("c/<str:code>/", include("unbilled.web.imports.urls")),
    path("c/<str:code>/", include("unbilled.web.mytime.urls")),
    path("c/<str:code>/", include("unbilled.web.paper.urls")),
    path("c/<str:code>/", include("unbilled.web.archive.urls")),
    path("c/<str:code>/", include("unbilled.web.balances.urls")),
    path("c/<str:code>/", include("unbilled.web.lists.urls")),
    path("c/<str:code>/", include("unbilled.web.contracts.urls")),
    path("c/<str:code>/", include("unbilled.web.drafts.urls")),
    path("c/<str:code>/", include("unbilled.web.proposals.urls")),
    path("c/<str:code>/", include("unbilled.web.invoices.urls")),
    path("c/<str:code>/", include("unbilled.web.journals.urls")),
    path("c/<str:code>/", include("unbilled.web.periods.urls")),
    path("c/<str:code>/", include("unbilled.web.vouchers.urls")),
    path("c/<str:code>/", include("unbilled.web.overview.urls")),
    path("c/<str:code>/hub/", include("unbilled.web.hub.urls")),
    path("c/<str:code>/trace/", include("unbilled.web.trace.urls")),
    path("c/<str:code>/invoices/<identity:invoice_id>.pdf", pages.invoice_file, name="invoice_pdf"),
    path("c/<str:code>/invoices/<identity:invoice_id>.xml", pages.invoice_xml_file, name="invoice_xml"),
    # Last: any page may be that of a form, and a document whose number is all figures has a page of its own.
    path("c/<str:code>/", include("unbilled.web.forms.urls")),
]

handler500 = "unbilled.web.answers.failed"
