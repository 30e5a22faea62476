"""Forms of logging in and of taking up an invitation."""

from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from office.accounts.naming import account_called
from office.logins import devices
from office.models import Profile


class AuthenticateForm(AllauthAuthenticateForm):
    """Codes of one account are counted wherever they come from, but for its known devices."""

    def clean_code(self):
        request = context.request
        name = self.user.get_username()
        is_open = devices.known_device(request, username=name) or ratelimit.consume(
            request, app="allauth.account", action="second_factor_failed", key=name.lower()
        )
        if not is_open:
            raise ValidationError(_("Too many wrong codes. Try again in an hour."))
        return super().clean_code()


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey unless somebody wants a plain security key: it asks who is there, so it is both factors."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.label = _("Log in with it alone, without name and password")
        passwordless.help_text = _("It then asks for a PIN, a finger or a face itself.")


class InviteForm(forms.Form):
    """Whom an administrator invites, and as what."""

    meant_for = forms.CharField(
        label=_("For whom"),
        max_length=120,
        help_text=_("So that you know it again in the list; a nickname will do."),
    )
    role = forms.ModelChoiceField(label=_("Role"), queryset=Group.objects.order_by("name"))
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Kept with the account, for alerts. Only where a mail server is set up."),
    )


class PasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 characters; a sentence of your own is easiest to keep in mind."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean(self):
        given = super().clean()
        if given.get("password") and given.get("again"):
            if given["password"] != given["again"]:
                self.add_error("again", _("The two passwords differ."))
            else:
                self._check(given)
        return given

    def _check(self, given):
        try:
            password_validation.validate_password(given["password"], self.user)
        except ValidationError as error:
            self.add_error("password", error)


class NewAccountForm(PasswordForm):
    """What somebody who was invited says of themselves."""

    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        validators=User._meta.get_field("username").validators,
        help_text=_("You log in with it. It need not be your name."),
        widget=forms.TextInput({"autocomplete": "username"}),
    )
    alias = forms.CharField(
        label=_("Alias"),
        max_length=60,
        help_text=_("What colleagues see instead of your name, where the register is set up so."),
    )
    field_order = ["username", "alias", "password", "again"]

    def clean_username(self):
        username = self.cleaned_data["username"]
        if account_called(username):
            raise ValidationError(_("Somebody has this username already."))
        self.user.username = username
        return username

    def clean_alias(self):
        alias = self.cleaned_data["alias"]
        if Profile.objects.filter(alias__iexact=alias).exists():
            raise ValidationError(_("Somebody has this alias already."))
        return alias
