"""How answers reach the browser: nothing from elsewhere or inline, scripts and styles packed, forms led on."""

from collections.abc import Callable
from functools import lru_cache
from gzip import compress

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.http.response import StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
FILE_POLICY = "frame-ancestors 'none'"
"""For files that the browser shows with a viewer of its own, which a page's policy would stop."""

PACKED = ("text/javascript", "text/css")
"""What goes packed. Pages do not: they are made anew for each, and what is secret in them is next to what is typed."""

Answer = Callable[[HttpRequest], HttpResponseBase]


def content_security_policy(get_response: Answer) -> Answer:
    """Send the policy with every answer, and let no proxy keep the books; Django 5.2 has neither."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        response.headers.setdefault("Content-Security-Policy", POLICY if is_page else FILE_POLICY)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return answered


def packed(get_response: Answer) -> Answer:
    """Send scripts and style sheets packed to a browser that takes them so; whether they are new is asked as ever."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_packed = response.headers.get("Content-Type", "").startswith(PACKED)
        if not is_packed or response.status_code != 200 or not isinstance(response, StreamingHttpResponse):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if "gzip" in request.headers.get("Accept-Encoding", "") and request.method == "GET":
            content = _packed(b"".join(response))
            response.streaming_content = [content]
            response.headers["Content-Encoding"], response.headers["Content-Length"] = (
                "gzip",
                str(len(content)),
            )
        return response

    return answered


def leading_on(get_response: Answer) -> Answer:
    """Lead a browser on that sent a form by itself, before scripts stood: to where they would go, or back to the page.

    What was sent was done; the answer for scripts is empty, and the browser would stay where it is and show nothing.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != 204 or request.headers.get("Sec-Fetch-Mode") != "navigate":
            return response
        address = response.headers.get("HX-Redirect") or request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()})
        return HttpResponseRedirect(address if is_ours else "/", status=303)

    return answered


@lru_cache(maxsize=32)
def _packed(content: bytes) -> bytes:
    """Each file is packed once for as long as the program runs."""
    return compress(content, mtime=0)
