"""Receiving files: nothing beyond the bound is taken from a browser, and nothing is kept where pages are served."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

MOST_MEGABYTES = 25
MEGABYTE = 1_000_000


class Bounded(FileUploadHandler):
    """Stop a request whose files go beyond the bound; what comes after it is thrown away as it comes."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.taken = 0

    @property
    def is_beyond(self) -> bool:
        """Whether more came than is taken."""
        return self.taken > MOST_MEGABYTES * MEGABYTE

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count, and pass on.

        Raises:
            StopUpload: There is more than is taken.
        """
        self.taken += len(raw_data)
        if self.is_beyond:
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""
        return


def was_stopped(request: HttpRequest) -> bool:
    """Whether files were sent that went beyond the bound, so that none of them is there."""
    return any(isinstance(one, Bounded) and one.is_beyond for one in request.upload_handlers)
