"""Addresses of the door."""

from django.urls import path

from unbilled.web.door import account, entering, inviting, provider

urlpatterns = [
    path("log-in/", entering.log_in, name="log_in"),
    path("log-in/code/", entering.log_in_code, name="log_in_code"),
    path("log-in/guest/", entering.log_in_guest, name="log_in_guest"),
    path("log-in/provider/", provider.begin, name="provider"),
    path("log-in/provider/return/", provider.come_back, name="provider_return"),
    path("log-out/", entering.log_out, name="log_out"),
    path("invitation/<str:link>/", entering.invitation, name="invitation"),
    path("health/", entering.health, name="health"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/sessions/", account.sessions, name="sessions"),
    path("account/second-factor/", account.second_factor, name="second_factor"),
    path("account/second-factor/picture.svg", account.second_factor_picture, name="second_factor_picture"),
    path("account/second-factor/remove/", account.remove_factor, name="remove_second_factor"),
    path("c/<str:code>/people/invitations/", inviting.invitations, name="invitations"),
]
