"""Processes that belong to another: they end when it is gone, however it went."""

import os
import signal
import threading
import time

PATIENCE_SECONDS = 60
"""How long a process may take to stop by itself."""


def end_with_parent(parent: int) -> None:
    """Stop this process, as if told to, when the one that started it is gone.

    Args:
        parent: Number of that process.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(PATIENCE_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
