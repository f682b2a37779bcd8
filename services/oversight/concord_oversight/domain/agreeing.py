"""A raising organisation's word that it takes part in the dialogue: nobody is invited who did not agree."""

from collections.abc import Collection

from concord_oversight.domain import facts
from concord_oversight.domain.learning import NOT_OPEN, learning_offices
from concord_oversight.domain.pattern import Pattern
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.envelope import Actor
from concord_shared.packs.compact import RepeatRule
from concord_shared.refusals import Refusal


def agree_to_dialogue(state: Pattern, raising: Collection[str], actor: Actor, rule: RepeatRule) -> Decision:
    """`raising` are the organisations that raised a case counted. To agree again changes nothing (handbook 5.2)."""
    org = actor.on_behalf_of or actor.organisation
    if org not in raising or not _speaks_for(org, actor, rule):
        return refuse(NOT_A_RAISER)
    if not state.open:
        return refuse(NOT_OPEN)
    if state.dialogue_on is not None:
        return refuse(HELD_ALREADY)
    if org in state.agreed:
        return accept()
    return accept(facts.DialogueAgreed(pattern_id=state.pattern_id, invited=(org,)))


def _speaks_for(org: str, actor: Actor, rule: RepeatRule) -> bool:
    """Its own officers, and those who are told of notes: they keep the case or advise on it."""
    return actor.organisation == org or actor.office in {*rule.told.note} - learning_offices(rule)


NOT_A_RAISER = Refusal(
    code="NotAParty",
    message="An organisation that raised one of the concerns counted here agrees to the talk, or whoever keeps or "
    "advises on its case says so for it.",
    field="as",
)
HELD_ALREADY = Refusal(
    code="DialogueHeld",
    message="The talk was held already. Ask the group that learns from repeated issues whether there will be another.",
    field="pattern_id",
)
