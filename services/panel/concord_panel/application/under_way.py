"""Keeps account of the cases that are under way here, in a stream of its own."""

from concord_panel.application.handlers import stream_of
from concord_panel.domain.facts_of_changes import PanelOver, PanelUnderWay
from concord_panel.domain.state import Panel
from concord_panel.domain.under_way import STREAM, UnderWay
from concord_shared.decisions import Write
from concord_shared.parts import Desk


def begun(case: str, desk: Desk) -> tuple[Write, ...]:
    known: UnderWay = desk.load(STREAM)
    return () if case in known.cases else (Write(STREAM, (PanelUnderWay(case_id=case),)),)


def over(case: str, desk: Desk) -> tuple[Write, ...]:
    known: UnderWay = desk.load(STREAM)
    return (Write(STREAM, (PanelOver(case_id=case),)),) if case in known.cases else ()


def cases_under_way(desk: Desk) -> list[Panel]:
    known: UnderWay = desk.load(STREAM)
    return [desk.load(stream_of(case)) for case in known.cases]
