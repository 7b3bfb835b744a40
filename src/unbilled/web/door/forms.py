"""What is typed at the door."""

from django import forms

LONGEST_NAME, LONGEST_PASSWORD = 150, 200


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
    password = forms.CharField(
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
