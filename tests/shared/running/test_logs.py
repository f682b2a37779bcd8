import io
import sys

import pytest
import structlog

from concord_shared.running.logs import configure_logs


def test_a_line_goes_to_todays_standard_error_and_a_closed_one_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", first)
    configure_logs("info")
    log = structlog.get_logger()
    log.info("one")
    first_said = first.getvalue()
    first.close()
    log.info("nobody_hears")
    monkeypatch.setattr(sys, "stderr", second)
    log.info("two")

    assert '"event": "one"' in first_said
    assert '"event": "two"' in second.getvalue() and "nobody" not in second.getvalue()
