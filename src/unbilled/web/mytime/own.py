"""What is somebody's own: the resource that they are, their entries, and where they enter work."""

import uuid

from django.http import Http404

from unbilled.masterdata.kinds import PROJECTS, TASKS
from unbilled.masterdata.models import Project, Task
from unbilled.masterdata.reads.own_resources import OwnResource, own_resources
from unbilled.web.door.acts import act_of
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.work.models import Entry

SUGGESTED = 500


def resources_of(request: BackOfficeRequest) -> list[OwnResource]:
    """The resources that the person is."""
    return own_resources(company_id=request.company.company_id, person_id=request.person.person_id)


def whose(request: BackOfficeRequest) -> OwnResource:
    """The resource that the person is.

    Raises:
        Http404: They are none.
    """
    found = resources_of(request)
    if not found:
        raise Http404("Nobody whose work is entered here is you.")
    return found[0]


def own_entry(request: BackOfficeRequest, entry_id: int) -> None:
    """See to it that an entry is the person's own, whatever the week.

    Raises:
        Http404: It is somebody else's, or there is none.
    """
    if not is_own(request, entry_id):
        raise Http404("There is no such entry.")


def is_own(request: BackOfficeRequest, entry_id: int) -> bool:
    """Whether an entry is work of the person."""
    ids = [one.resource_id for one in resources_of(request)]
    return Entry.objects.filter(
        pk=entry_id, company_id=request.company.company_id, resource_id__in=ids
    ).exists()


def places_of(request: BackOfficeRequest) -> dict[str, str]:
    """Open projects and their tasks, by the name they are typed with."""
    company_id = request.company.company_id
    projects = Project.objects.filter(company_id=company_id, stage="open").order_by("code")[:SUGGESTED]
    tasks = (
        Task.objects.filter(company_id=company_id, project__stage="open")
        .order_by("project__code", "name")
        .values_list("project__code", "project__name", "name")[:SUGGESTED]
    )
    found = {one.code: f"{one.code} · {one.name}" for one in projects}
    found |= {f"{code}/{task}": f"{code} · {name} · {task}" for code, name, task in tasks}
    return dict(sorted(found.items()))


def place_of(request: BackOfficeRequest, name: str) -> tuple[int, int] | None:
    """Project and task of a name that was typed; 0 for no task."""
    act = act_of(request, key="")
    if "/" in name:
        task_id = TASKS.found(act, [name]).get(name)
        task = Task.objects.filter(pk=task_id).first() if task_id else None
        return (task.project_id, task.pk) if task else None
    project_id = PROJECTS.found(act, [name]).get(name)
    return (project_id, 0) if project_id else None


def reference(request: BackOfficeRequest, place: str = "") -> str:
    """A reference by which people find what was entered here; a form that is sent again says the same."""
    key = request.POST.get("act_key")
    made = (
        uuid.uuid5(uuid.NAMESPACE_OID, f"{request.person.person_id} {key} {place}") if key else uuid.uuid4()
    )
    return f"web:{made.hex[:12]}"
