"""Change the logo of the letterhead."""

from collections.abc import Callable

from typst import TypstError

from unbilled.companies.events.choose_stationery import choose_stationery
from unbilled.documents.models import Stationery
from unbilled.documents.pdf import GlyphMissing
from unbilled.documents.pictures import LogoUnusable, read_logo
from unbilled.documents.specimen import try_logo
from unbilled.foundation.acts import Act, event

LONGEST_NAME = 40


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
        LogoUnusable: It is too large, neither PNG nor SVG, refers to what is not in it, or cannot be drawn.

    Source:
        docs/rules/documents.md#letterhead.
    """
    if content is None:
        choose_stationery(act, chosen={"logo_id": None})
        return
    logo = read_logo(content())
    try:
        try_logo(logo)
    except GlyphMissing as refusal:
        raise LogoUnusable(reason=f"no font has {', '.join(refusal.details['characters'])}") from None
    except TypstError as error:
        raise LogoUnusable(reason=f"it cannot be drawn: {error}") from None
    kept = Stationery.objects.create(
        company_id=act.company_id,
        stationery_kind="logo",
        name=file_name[-LONGEST_NAME:],
        media_type=logo.media_type,
        content=logo.content,
        act_id=act.stamp,
    )
    choose_stationery(act, chosen={"logo_id": kept.pk})
