"""Change the logo of the letterhead."""

from collections.abc import Callable

from unbilled.companies.events.choose_stationery import choose_stationery
from unbilled.documents.confined import Ended, confined
from unbilled.documents.models import Stationery
from unbilled.documents.pictures import LogoUnusable, read_logo
from unbilled.documents.specimen import try_logo
from unbilled.foundation.acts import Act, event

LONGEST_NAME = 40
SECONDS = 10
"""Time of a processor that a logo may take."""


@event("documents.change_logo")
def change_logo(
    act: Act, *, file_name: str, sha256: str = "", content: Callable[[], bytes] | None = None
) -> None:
    """Show a logo in the letterhead of what is posted from now on, or none.

    Args:
        act: Who, for which company, on which day.
        file_name: Name of its file.
        sha256: Checksum of its content, for the log.
        content: PNG or SVG; none takes the logo away.

    Raises:
        LogoUnusable: It is too large, neither PNG nor SVG, refers to what is not in it, or cannot be drawn in
            ten seconds.

    Source:
        docs/rules/documents.md#letterhead.
    """
    if content is None:
        choose_stationery(act, chosen={"logo_id": None})
        return
    logo = read_logo(content())
    try:
        # Few bytes can say pictures within pictures that nobody sees the end of.
        confined(try_logo, logo, seconds=SECONDS)
    except Ended as ended:
        raise LogoUnusable(reason=str(ended)) from None
    kept = Stationery.objects.create(
        company_id=act.company_id,
        stationery_kind="logo",
        name=file_name[-LONGEST_NAME:],
        media_type=logo.media_type,
        content=logo.content,
        act_id=act.stamp,
    )
    choose_stationery(act, chosen={"logo_id": kept.pk})
