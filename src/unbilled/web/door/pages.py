"""Pages at the door: log in, log out."""

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbilled.web.door.forms import LogIn
from unbilled.web.door.guard import local_path

REFUSED = "Name or password is not right."
UNPROCESSABLE = 422


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is, and let them in; they go on to the page they came for."""
    then = local_path(request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(then)
    form = LogIn(request.POST if request.method == "POST" else None)
    if form.is_valid():
        person = authenticate(
            request, username=form.cleaned_data["name"], password=form.cleaned_data["password"]
        )
        if person is not None:
            login(request, person)
            return redirect(then)
        form.add_error(None, REFUSED)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "door/log_in.html", {"form": form, "next": then}, status=status)


@login_not_required
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("log_in")


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say that pages and database answer, for a proxy or a monitor; while the database is away the answer is 503."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok\n", content_type="text/plain")
