"""E-mail addresses as people write them: with commas, semicolons or line breaks between."""

import re

LONGEST = 254
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[^\W_](?:[\w-]*[^\W_])?\.)*[^\W_](?:[\w-]*[^\W_])?"
)


def addresses(text: str) -> tuple[str, ...]:
    """The addresses of a text, each once, in their order; domains as servers know them.

    >>> addresses("ap@helios.example; cfo@helios.example,ap@helios.example")
    ('ap@helios.example', 'cfo@helios.example')
    >>> addresses("kasse@münze.example")
    ('kasse@xn--mnze-0ra.example',)
    """
    return tuple(dict.fromkeys(_ascii(one) for one in _parts(text)))


def are_addresses(text: str) -> str:
    """Whether a text is nothing but addresses.

    >>> are_addresses("ap@helios.example, cfo@helios.example"), are_addresses("")
    ('', '')
    >>> are_addresses("Accounts Payable")
    "has 'Accounts Payable', which is no e-mail address"
    """
    for one in _parts(text):
        if not _ADDRESS.fullmatch(one) or len(one) > LONGEST or ".." in one:
            return f"has {one!r}, which is no e-mail address"
        try:
            _ascii(one)
        except UnicodeError:
            return f"has {one!r}, whose domain no server can have"
    return ""


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


def _ascii(address: str) -> str:
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain if domain.isascii() else domain.encode('idna').decode()}"
