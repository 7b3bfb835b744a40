"""Addresses of one voucher; it stands under the list of vouchers."""

from django.urls import path

from unbilled.web.vouchers import pages

urlpatterns = [
    path("vouchers/<identity:number>/", pages.show, {"screen": "vouchers"}, name="voucher"),
]
