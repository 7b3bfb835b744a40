"""The shell around every page: where somebody is, and where they can go."""

from functools import cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from unbilled.kit.reads.kept_by_person import Kept
from unbilled.people.rights import ROLES, roles_for
from unbilled.web.lists.pages import kept_of, may
from unbilled.web.screens import GROUPS, INVOICING, SCREENS, SETUP, WORK, address_of, is_of_use

register = template.Library()
FONT, WHOLE_FONT = "kit/inter-4.1.woff2", "inter/Inter[opsz,wght].ttf"


@cache
def _font() -> str:
    return FONT if finders.find(FONT) else WHOLE_FONT


@register.simple_tag
def font() -> SafeString:
    """Announce the font before the style sheet asks for it: the small one where it was made."""
    name = _font()
    kind = name.rpartition(".")[2]
    return format_html(
        '<link rel="preload" href="{}" as="font" type="font/{}" crossorigin>', static(name), kind
    )


@register.simple_tag(takes_context=True)
def kept(context: dict[str, Any]) -> Kept:
    """What the person keeps of pages in the company they are in."""
    request: Any = context.get("request")
    return kept_of(request) if getattr(request, "company", None) else Kept()


@register.simple_tag
def whoever_may(event: str) -> str:
    """The roles that may ask for an event, as a sentence names them.

    >>> whoever_may("process.credit_invoices")
    'project accountants and billing leads'
    """
    may_ask = [f"{label}s" for word, label in ROLES if word in roles_for(event) and word != "administrator"]
    *others, last = may_ask or ["administrators"]
    return f"{', '.join(others)} and {last}" if others else last


def opening(request: Any) -> dict[str, str]:
    """What stands behind the address of each page when somebody goes there: their own view, else that of a role."""
    roles = getattr(request, "roles", ())
    own = kept_of(request).opens if getattr(request, "company", None) else {}
    asked = {one.path: own.get(one.path, one.opening(roles)) for one in SCREENS.values()}
    return {path: f"?{query}" if query else "" for path, query in asked.items()}


def _place(
    href: str, label: str, icon: str, go: str, is_current: bool, is_minor: bool = False
) -> dict[str, Any]:
    return {
        "href": href,
        "label": label,
        "icon": icon,
        "go": go,
        "is_current": is_current,
        "is_minor": is_minor,
    }


def _group(label: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    """A heading with its places, and behind *More* those that are gone to less often; it is open around the page."""
    minor = [one for one in items if one["is_minor"]]
    if len(minor) < 2:
        return {"label": label, "items": items, "more": [], "is_open": False}
    items = [one for one in items if not one["is_minor"]]
    return {
        "label": label,
        "items": items,
        "more": minor,
        "is_open": any(one["is_current"] for one in minor),
    }


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, Any]:
    """The places of the side bar: those that are of use to the person's roles, and where the page stands among them."""
    request = context.get("request")
    company = context.get("company") or getattr(request, "company", None)
    match = getattr(request, "resolver_match", None)
    asked = dict(match.kwargs) if match else {}
    path = asked.get("screen", "") or (match.url_name if match else "") or ""
    if path == "company":
        path = "overview"
    found: dict[str, Any] = {
        "path": path,
        "label": (company.name or company.code) if company else "Unbilled",
        "code": company.code if company else "",
        "places": [one.company for one in getattr(request, "places", [])],
        "groups": [],
    }
    if company is None:
        return found
    roles = getattr(request, "roles", ())
    code = {"code": company.code}
    is_time = path.startswith(("time", "receipt"))
    own = [_place(reverse("time", kwargs=code), "My time", "calendar-check", "t", is_time)]
    found["groups"].append(_group("", own))
    imports = _place(reverse("imports", kwargs=code), "Imports", "file-up", "", path.startswith("import"))
    found["is_own_only"] = set(roles) == {"team_member"}
    if found["is_own_only"]:
        own.append(imports)
        return found
    opens = opening(request)
    for group in GROUPS:
        items = [
            _place(
                address_of(company.code, screen) + opens[screen.path],
                screen.heading,
                screen.icon,
                screen.go,
                screen.path in (path, SCREENS[path].beside if path in SCREENS else ""),
                screen.is_minor,
            )
            for screen in SCREENS.values()
            if screen.group == group and not screen.beside and is_of_use(request, screen)
        ]
        if group == WORK and request is not None and may(request, "intake.keep_upload"):
            items.append(imports)
        if group == INVOICING and items:
            items.append(
                _place(reverse("archive", kwargs=code), "Archive", "archive", "", path == "archive", True)
            )
        if items:
            found["groups"].append(_group(group, items))
    in_setup = (
        path == "setup" or path.startswith("paper") or (path in SCREENS and SCREENS[path].group == SETUP)
    )
    setup = _place(reverse("setup", kwargs=code), "Master data", "settings-2", "s", in_setup)
    found["groups"][-1]["items"].append(setup)
    return found
