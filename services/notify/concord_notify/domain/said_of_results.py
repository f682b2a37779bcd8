"""Paragraphs about reasons, outside routes, what was found and how it ended."""

import re
from collections.abc import Callable
from datetime import date

from concord_notify.domain.enclosing import RETURNED, mark
from concord_notify.domain.said_always import ALWAYS
from concord_notify.domain.said_of_case import names, route_name
from concord_notify.domain.said_of_dates import day
from concord_notify.domain.scene import Scene
from concord_shared.conflicts import REASONS as REASONS_OF_TIES
from concord_shared.contracts.base import Seat
from concord_shared.sealed import Sealed

Say = Callable[[Scene], str]

REASONS = {
    "service_complaint": "it is about a service, and belongs in the organisation's own complaints procedure",
    "individual_conduct": "it is about an individual, and belongs in the organisation's own procedure",
    "contract_breach": "it is about the terms of a contract, which has its own route",
    "in_house_policy": "it is about an organisation's own policy",
    "not_compact": "it is not about a commitment or principle of the Compact",
    "unresolved": "a case stayed unresolved after every step",
    "systemic": "the same commitment came up with several organisations",
    "all_agree": "every organisation involved has agreed to it",
    "outside_body_asks": "a body outside the procedure asked for it",
    "outside_route": "an outside route is being used",
    "outcome_reported": "the outcome of the outside route has been reported",
    "asked_by_party": "an organisation involved asked for it",
    "asked_by_coordinator": "the case coordinator asked for it",
    "calendar": "a bank holiday was declared after the date had been set",
    "quiet_since_dialogue": "the talk was held, and no such case has come up for twelve months",
    "decided": "the group has decided so",
    "duplicates_merged": "it is followed together with another one",
    "late_entry": "something that had been done in time was entered late",
}
REFERRED_BACK = "ReportReferredBack"
ENDS = {
    "settled": "the organisations have settled it between them",
    "accepted": "every organisation accepted the recommendation",
    "unresolved": "it stays unresolved after every step",
    "withdrawn": "it was withdrawn by those who raised it",
    "dormant": "nothing happened for a long time",
    "merged": "it goes on as part of another case",
    "signposted": "it was sent to its own route",
}


def reason(scene: Scene) -> str:
    if scene.get("caused_by") == REFERRED_BACK:
        return _referred_back(scene)
    given, name = (scene.get("reason"), "reason") if scene.get("reason") else (scene.get("why"), "why")
    if isinstance(given, Sealed):
        return f"The reason given:\n{mark(name)}"
    if not given:
        return "The reason is on record with the case."
    return f"The reason: {REASONS.get(given) or _outside(given, scene)}."


def _referred_back(scene: Scene) -> str:
    asked = "Those who review it need more from the investigation before they can go on."
    returned = scene.view.returned
    return f"{asked} Their reason:\n{mark(RETURNED)}" if returned and returned.why else asked


def _outside(code: str, scene: Scene) -> str:
    left_out = scene.exclusion(code)
    return f"the Compact leaves this out ({left_out})" if left_out else code.replace("_", " ")


def closing_reason(scene: Scene) -> str:
    code = scene.get("reason", "")
    said = f"The case is closed: {ENDS.get(code, code.replace('_', ' '))}."
    if code != "unresolved" or scene.view.recommendation is None:
        return said
    return f"{said}\n\nA recommendation was made. It binds nobody. {ALWAYS['own_governance_stands']}"


def kind_of_route(scene: Scene) -> str:
    kind = str(scene.get("kind") or "one that was not named")
    by = scene.get("by_party")
    who = f"{names([by], scene)} is using an outside route" if by else "An outside route is being used"
    return f"{who}: {route_name(kind)}."


def acts_meanwhile(scene: Scene) -> str:
    """Acts are not undone: they are listed, so that all can see what was done while it was not known."""
    acts = scene.get("acts_meanwhile", ())
    if not acts:
        return "Nothing had been done in this office meanwhile."
    return "\n".join(
        ["This was done in this office meanwhile, and stays as it is:", *(f"- {_act(each)}" for each in acts)]
    )


def what_was_heard(_scene: Scene) -> str:
    return (
        "Something about the officer of this office was entered in the directory after the appointment. It has been "
        "checked again. The officer stays unless somebody objects."
    )


def _act(said: str) -> str:
    """``MediationSessionHeld 2027-02-10`` as words and a day."""
    name, _, when = said.rpartition(" ")
    try:
        on = f" on {day(date.fromisoformat(when))}"
    except ValueError:
        name, on = said, ""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower().capitalize() + on


def what_is_reported(scene: Scene) -> str:
    return f"{names([org] if (org := scene.get('party')) else [], scene)} reports that the issue is settled."


def seat(scene: Scene) -> str:
    """Which seat helps, and which were closed in this case."""
    engaged = scene.get("seat")
    if engaged is None:
        return "The seat is the one that the procedure names."
    said = f"The seat is: {_seat(engaged, scene)}."
    closed = [f"- {_seat(each, scene)}: {_closed(each.why)}" for each in scene.get("passed_over", ())]
    return "\n".join([f"{said} These could not be offered in this case:", *closed]) if closed else said


def seats_not_open(scene: Scene) -> str:
    closed = [f"- {_seat(each, scene)}: {_closed(each.why)}" for each in scene.get("seats", ())]
    return "\n".join(["Nobody is to be had just now. These seats were thought of:", *closed])


def another_may_be_asked_for(_scene: Scene) -> str:
    return "A seat can be filled, or a party can ask for another one. Nothing else stands still meanwhile."


def _seat(of: Seat, scene: Scene) -> str:
    sector = scene.pack.terminology.sectors.get(of.sector, of.sector)
    return f"{of.area.replace('_', ' ').capitalize()}, {sector}"


def _closed(why: str) -> str:
    return f"whoever holds it {REASONS_OF_TIES[why]}" if why in REASONS_OF_TIES else "nobody holds it just now"


def who_asks(scene: Scene) -> str:
    return f"Asked for by {names([org] if (org := scene.get('by_party')) else [], scene)}."


ANSWERS = {
    "yes": "yes",
    "no": "no",
    "partly": "in part",
    "undetermined": "this could not be determined",
    "none": "none were disclosed",
}


def findings(scene: Scene) -> str:
    made = scene.view.recommendation
    if made is None or made.findings is None:
        return "No findings were recorded with it."
    asked = scene.pack.forms.review_questions
    found = made.findings
    heard = "yes" if found.fair_hearing and all(found.fair_hearing.values()) else "not by every side"
    answers = (found.is_breach, heard, found.prior_recommendations_reasonable)
    labels = asked.values() if len(asked) == len(answers) else ("Breach", "Fair hearing", "Earlier recommendations")
    lines = [f"- {label} {_answer(said)}" for label, said in zip(labels, answers, strict=True)]
    return "\n".join(["This was found:", *lines])


def _answer(code: str) -> str:
    said = ANSWERS.get(code, code.replace("_", " "))
    return f"{said[0].upper()}{said[1:]}."


SAID: dict[str, Say] = {
    each.__name__: each
    for each in (
        reason,
        closing_reason,
        kind_of_route,
        what_is_reported,
        seat,
        seats_not_open,
        another_may_be_asked_for,
        who_asks,
        findings,
        acts_meanwhile,
        what_was_heard,
    )
}
