"""Logs as JSON lines: what happened and where, never what a person wrote."""

import contextlib
import logging
import sys
from typing import TextIO, cast

import structlog


class StandardError:
    """Today's `sys.stderr`, asked at each line. Where it is closed or full the line is lost, and the work goes on."""

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()


def configure_logs(level: str) -> None:
    """Tracebacks carry no local variables: those would hold message bodies."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=12)
            ),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.WriteLoggerFactory(cast(TextIO, StandardError())),
        # Lines are few; a logger kept from before would go on under settings that were changed since.
        cache_logger_on_first_use=False,
    )
