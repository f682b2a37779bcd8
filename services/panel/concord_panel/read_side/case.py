"""How a case stands with panel, as far as the asker may see it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_panel.domain import facts as f
from concord_panel.domain import facts_of_changes as g
from concord_panel.domain.state import Panel
from concord_panel.read_side.rights import Rights, rights
from concord_shared.deadlines.explained import explained
from concord_shared.envelope import Recorded
from concord_shared.facts import Fact
from concord_shared.parts import Asker, Library

Shown = dict[str, Any]


class Case(BaseModel):
    """The investigation, review and answers of `case`."""

    model_config = ConfigDict(extra="forbid")
    case: str = Field(min_length=3, max_length=20)


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    assert isinstance(question, Case)
    stream = f"panel-{question.case}"
    state: Panel = library.state(stream)
    allowed = rights(asker, state, library.directory)
    recorded = library.history(stream)
    stage = state.stage
    return {
        "case": question.case,
        "stage": {"id": stage.id, "type": stage.type, "opened_on": stage.opened_on} if stage else None,
        "suspended": state.suspended,
        "pack_version": state.pack_version,
        "parties": [party.model_dump() for party in state.parties],
        "investigator": {"org": state.investigator.org} if state.investigator else None,
        "evidence": [_evidence(fact, allowed) for fact in _all(recorded, f.EvidenceSubmitted)],
        "statement": _statement(_all(recorded, f.StatementLogged), allowed),
        "report": _report(_last(recorded, f.InvestigationReportSubmitted), allowed),
        "delegated_to": state.delegated_to,
        "group": _group(state),
        "excluded": list(state.excluded),
        "recommendation": _recommendation(_last(recorded, f.PanelRecommendation), allowed),
        "answers": [_answer(fact, allowed) for fact in _all(recorded, f.RecommendationResponseRecorded)],
        "not_reached": [org for org in state.without_period if org in state.not_begun],
        "rechecked": [_rechecked(fact) for fact in _all(recorded, g.OfficeRechecked)],
        "outcome": state.outcome if allowed.outcome else None,
        "deadlines": explained(recorded),
    }


def _evidence(fact: Any, allowed: Rights) -> Shown:
    marks = {"evidence_id": fact.evidence_id, "by": fact.by, "holder": fact.holder, "sha256": fact.sha256}
    flags = {"in_confidence": fact.in_confidence, "foi_mark": fact.foi_mark, "items": list(fact.items)}
    return {**marks, **flags, **({"text": fact.text.clear} if allowed.papers else {})}


def _statement(logged: Sequence[Any], allowed: Rights) -> Shown | None:
    """All submissions together; of a part that was put in twice, the later text."""
    if not logged:
        return None
    last = logged[-1]
    shown = {"by_party": last.by_party, "parts_present": list(last.parts_present), "missing": list(last.missing)}
    if not allowed.papers:
        return shown
    texts = [json.loads(each.statement.clear) for each in logged if each.statement.clear]
    return {**shown, "parts": {part: text for each in texts for part, text in each.items()}}


def _report(fact: Any, allowed: Rights) -> Shown | None:
    if fact is None:
        return None
    shown = {"parts_present": list(fact.parts_present), "prior_recommendations": fact.prior_recommendations}
    if not allowed.papers:
        return shown
    return {**shown, "parts": json.loads(fact.report.clear) if fact.report.clear else None}


def _group(state: Panel) -> Shown | None:
    """By organisation and office, never by person; `complete` is False where it has to be convened anew."""
    if state.group is None:
        return None
    members = [{"org": member.org, "sector": member.sector} for member in state.group.members]
    complete = state.group.has_chair and len(members) >= state.group.quorum
    shown = {"body": state.group.body, "chair_office": state.group.chair_office, "members": members}
    return {**shown, "quorum": state.group.quorum, "complete": complete}


def _rechecked(fact: Any) -> Shown:
    shown: Shown = fact.model_dump(mode="json", exclude={"officer_ref", "directory_position"})
    return shown


def _recommendation(fact: Any, allowed: Rights) -> Shown | None:
    if fact is None:
        return None
    if not allowed.result:
        return {"made_on": fact.made_on, **({"kind": fact.kind} if allowed.outcome else {})}
    sealed = {"resolution", "stage_id", "actions", "action_texts"}
    shown: Shown = fact.model_dump(mode="json", exclude=sealed)
    asked = zip(fact.actions, fact.action_texts, strict=True)
    actions = [{"for_org": each.for_org, "what": what.clear, "by": each.by} for each, what in asked]
    return {**shown, "text": fact.resolution.clear, "actions": actions}


def _answer(fact: Any, allowed: Rights) -> Shown:
    if not allowed.result:
        return {"party": fact.party}
    shown = {"party": fact.party, "response": fact.response, "takes_up": list(fact.takes_up)}
    return {**shown, "reason": fact.reason.clear if fact.reason else None}


def _all(recorded: Sequence[Recorded], kind: type[Fact]) -> list[Fact]:
    return [each.fact for each in recorded if isinstance(each.fact, kind)]


def _last(recorded: Sequence[Recorded], kind: type[Fact]) -> Fact | None:
    return next(reversed(_all(recorded, kind)), None)
