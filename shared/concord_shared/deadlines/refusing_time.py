"""How more time is refused: by the pack's guard where all must agree, else by the rule of the deadline."""

from datetime import date

from concord_shared.deadlines.extension_commands import ExtensionCommand
from concord_shared.deadlines.running import Clocks, Running
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import DeadlineRule, Pack
from concord_shared.refusals import Refusal

ALL_PARTIES = "all_parties"
AGREEMENT = "all_parties_agree"
ONLY = {
    "appointer": "Only an office that may appoint here can give more time.",
    "review_chair": "Only whoever chairs the review of this case can give more time.",
    "advice_body": "Only the office that gives first advice can give more time.",
}
KEPT_BY = {
    "triage": "intake",
    "informal": "intake",
    "external_referral": "intake",
    "after_closing": "intake",
    "facilitated": "mediation",
    "facilitated_external": "mediation",
    "investigation": "panel",
    "panel_review": "panel",
    "response": "panel",
}


def not_open(command: ExtensionCommand, rule: DeadlineRule | None, clocks: Clocks) -> Refusal:
    """Names whose deadlines are open where there is one for each party, and which service keeps others."""
    whose = [each.party for each in clocks.values() if each.deadline_id == command.deadline_id and each.is_open]
    if whose and any(whose):
        why = f"This deadline runs for each party: say whose is meant ({', '.join(filter(None, whose))})."
        return Refusal(code="DeadlineNotOpen", message=why, field="party")
    why = "No such deadline is open in this case."
    if rule is None:
        return Refusal(code="DeadlineNotOpen", message=f"{why} 'concord why' lists those it has.", field="deadline_id")
    where = KEPT_BY.get(rule.stage_type)
    kept = f" Deadlines of that stage are kept by {where}." if where else ""
    return Refusal(code="DeadlineNotOpen", message=f"{why}{kept}", field="deadline_id")


def not_allowed(unmet: Unmet, rule: DeadlineRule, running: Running, pack: Pack) -> Refusal:
    guard = pack.guard_by(AGREEMENT, running.stage_id)
    if guard is not None and rule.extension is not None and rule.extension.who == ALL_PARTIES:
        return refusal_of(guard, unmet, pack)
    return of_the_rule(unmet, rule)


def of_the_rule(unmet: Unmet, rule: DeadlineRule) -> Refusal:
    who = rule.extension.who if rule.extension else ""
    message = unmet.why or ONLY.get(who) or "More time cannot be given here."
    return Refusal(
        code=unmet.code,
        message=message,
        rule=rule.id,
        source=rule.source,
        clause=rule.place or rule.clause,
        field=unmet.field,
    )


def too_few_days(due_on: date, rule: DeadlineRule) -> Refusal:
    why = f"With so many working days more it would have been due on {due_on:%-d %B %Y}, which is past."
    return of_the_rule(Unmet("ExtensionTooShort", f"{why} Ask for more.", "working_days"), rule)
