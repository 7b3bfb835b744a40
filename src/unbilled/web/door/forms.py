"""What is typed at the door."""

from typing import Any

from django import forms

LONGEST_NAME, LONGEST_PASSWORD, LONGEST_CODE = 150, 200, 40


def password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    """A field for a password, as it is typed."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class LogIn(forms.Form):
    """Name and password."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
    )
    password = password_field("Password", "current-password")


class Code(forms.Form):
    """A code of the second factor, or one that takes its place."""

    code = forms.CharField(
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
    )


class NewPassword(forms.Form):
    """A password, typed twice."""

    password = password_field(
        "New password",
        "new-password",
        "Ten characters at least; not your name, not a common word, not only digits.",
    )
    again = password_field("New password, once more", "new-password")

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        said: dict[str, Any] = super().clean() or {}
        if "password" in said and "again" in said and said["password"] != said["again"]:
            self.add_error("again", "The two are not the same.")
        return said


class ChangePassword(NewPassword):
    """The password so far, and the new one."""

    old = password_field("Password so far", "current-password")
    field_order = ("old", "password", "again")


class Confirm(forms.Form):
    """One's password, to do something that weakens the door."""

    password = password_field("Password", "current-password")


def explained(form: forms.Form) -> forms.Form:
    """A form whose fields name their hints and faults to who does not see them."""
    for bound in form:
        told = [f"{bound.auto_id}_helptext"] if bound.help_text else []
        if bound.errors:
            bound.field.widget.attrs["aria-invalid"] = "true"
            told.append(f"{bound.auto_id}_fault")
        if told:
            bound.field.widget.attrs["aria-describedby"] = " ".join(told)
    return form
