"""Addresses of logging in and of one's own account. What allauth has beyond them has no address here:

signing up, e-mail addresses, and passwords by mail (whoever reads a mailbox would have the account).
"""

from allauth.account import views as account
from django.urls import include, path

from office.logins import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", views.list_sessions, name="usersessions_list"),
    path("sessions/end/", views.end_sessions, name="office_end_sessions"),
    path("devices/forget/", views.forget_device, name="office_forget_device"),
    path("devices/seen/", views.seen_news, name="office_seen_news"),
    path("invitation/", views.take_up, name="office_invitation"),
    path("invitation/<str:secret>/", views.open_link, name="office_invitation_link"),
]
