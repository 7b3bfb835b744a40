"""The page of what invoices look like: each layout as it would be printed, its text, and the logo."""

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbilled.documents.events.change_layout import change_layout
from unbilled.documents.events.change_logo import change_logo
from unbilled.documents.events.copy_layout import copy_layout
from unbilled.documents.events.use_layout import use_layout
from unbilled.documents.pictures import LARGEST
from unbilled.documents.reads.layouts import LayoutUnknown, layout_text, layouts
from unbilled.documents.reads.letterhead import letterhead
from unbilled.documents.reads.specimens import specimen_of
from unbilled.foundation.refusals import Refusal
from unbilled.kit.saying import moved, refused
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.imports.pages import NoFileChosen
from unbilled.web.lists.pages import may


@require_safe
def front(request: BackOfficeRequest, code: str) -> HttpResponse:
    """The layout that is used."""
    used = letterhead(company_id=request.company.company_id).layout
    return HttpResponseRedirect(reverse("paper_layout", kwargs={"code": code, "name": used}))


@require_safe
def show(request: BackOfficeRequest, code: str, name: str) -> HttpResponse:
    """One layout: its pages, and of the company's own its text.

    Raises:
        Http404: There is no such layout.
    """
    company_id = request.company.company_id
    found = layouts(company_id=company_id)
    shown = next((one for one in found if one.name == name), None)
    if shown is None:
        raise Http404(f"There is no layout {name}.")
    told = {
        "layouts": found,
        "shown": shown,
        "text": layout_text(company_id=company_id, name=name) if shown.is_own else "",
        "logo": letterhead(company_id=company_id).logo_name,
        "most": LARGEST // 1000,
        "key": one_time_key(),
        "may": may(request, "documents.change_layout"),
    }
    return render(request, "paper/page.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def drawn(request: BackOfficeRequest, code: str, name: str) -> HttpResponse:
    """The pages of a specimen in a layout, or in the text that is sent instead of its own.

    Raises:
        Http404: There is no such layout, or a text is sent by whoever may not change layouts.
    """
    text = request.POST.get("text") if request.method == "POST" else None
    if text is not None and not may(request, "documents.change_layout"):
        raise Http404("Whoever may not change a layout tries none.")
    refusal: Refusal | None = None
    images: list[str] = []
    try:
        found = specimen_of(company_id=request.company.company_id, name=name, text=text)
        images = [b64encode(page).decode() for page in found.pages()]
    except LayoutUnknown as unknown:
        raise Http404(unknown.message) from None
    except Refusal as raised:
        refusal = raised
    return render(request, "paper/pages.html", {"images": images, "refusal": refusal, "name": name})


def done(request: BackOfficeRequest, do: Callable[[], None], name: str, said: str) -> HttpResponse:
    """Do something and show a layout, or say why not."""
    try:
        do()
    except Refusal as refusal:
        return refused(request, refusal)
    return moved(reverse("paper_layout", kwargs={"code": request.company.code, "name": name}), said)


@require_POST
def use(request: BackOfficeRequest, code: str, name: str) -> HttpResponse:
    """Post invoices with it from now on."""
    return done(
        request,
        lambda: use_layout(act_of(request), name=name),
        name,
        f"Invoices are posted with {name} from now on.",
    )


@require_POST
def copy(request: BackOfficeRequest, code: str, name: str) -> HttpResponse:
    """Copy it under a name of the company's own."""
    own = request.POST.get("name", "").strip()
    return done(
        request,
        lambda: copy_layout(act_of(request), name=own, of=name),
        own or name,
        f"{own} is a copy of {name}.",
    )


@require_POST
def change(request: BackOfficeRequest, code: str, name: str) -> HttpResponse:
    """Keep another text of it."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    return done(
        request,
        lambda: change_layout(act_of(request), name=name, text=text),
        name,
        f"Layout {name} is changed.",
    )


@require_POST
def logo(request: BackOfficeRequest, code: str) -> HttpResponse:
    """Show another logo, or none."""
    used = letterhead(company_id=request.company.company_id).layout
    if "remove" in request.POST:
        return done(
            request, lambda: change_logo(act_of(request), file_name=""), used, "No logo is shown any more."
        )
    file = request.FILES.get("file")
    if file is None or isinstance(file, list) or not file.size:
        return refused(request, NoFileChosen(most=LARGEST / 1_000_000))
    content, name = file.read(LARGEST + 1), file.name or "logo"
    return done(
        request,
        lambda: change_logo(
            act_of(request), file_name=name, sha256=sha256(content).hexdigest(), content=lambda: content
        ),
        used,
        f"{name} is the logo from now on.",
    )
