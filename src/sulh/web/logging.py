"""What an error leaves behind: its kind and where in the code, never a value, an address or a text."""

from __future__ import annotations

import logging
import traceback


class Plain(logging.Formatter):
    """
    Writes one line a record: level, logger, and of an exception its kind and the places in the code.

    The message is written only where it holds no arguments: they could be parts of a request.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        words = str(record.msg) if not record.args and record.exc_info is None else ""
        line = f"{record.levelname} {record.name} {words}".rstrip()
        if record.exc_info is None or record.exc_info[0] is None:
            return line
        places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(record.exc_info[2])]
        return f"{line} {record.exc_info[0].__name__} at {' > '.join(places[-6:])}"
