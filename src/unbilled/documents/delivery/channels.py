"""The ways on which parcels go: a channel takes one, and says what became of it."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Protocol

from unbilled.documents.delivery.access_point import FileAccessPoint, OverAccessPoint
from unbilled.documents.delivery.folder import Folder
from unbilled.documents.delivery.mail import Mail
from unbilled.documents.delivery.parcels import Parcel, Tried
from unbilled.documents.delivery.setup import access_point_folder, drop_folder, mail_server


class Channel(Protocol):
    """A way to a customer."""

    def send(self, parcel: Parcel) -> Tried:
        """Send it, once; whatever happens is an answer."""

    def arrived(self, parcel: Parcel) -> bool:
        """Whether a parcel that was begun earlier is known to have gone; False also where that cannot be known."""


@contextmanager
def channels() -> Iterator[Mapping[str, Channel]]:
    """Every channel by its word, open until the end; ``download`` is none: somebody fetches it."""
    with ExitStack() as open_ones:
        yield {
            "email": open_ones.enter_context(Mail(mail_server())),
            "folder": Folder(drop_folder()),
            "access_point": OverAccessPoint(FileAccessPoint(access_point_folder())),
        }
