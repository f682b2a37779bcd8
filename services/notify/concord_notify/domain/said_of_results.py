"""Paragraphs about reasons, recommendations, ends and repeats."""

from collections.abc import Callable

from concord_notify.domain.said_of_case import names, role_name
from concord_notify.domain.said_of_dates import day
from concord_notify.domain.scene import Scene

Say = Callable[[Scene], str]

ENCLOSED = "[The text of the recommendation follows here in the letter itself.]"

REASONS = {
    "service_complaint": "it is about a service, and belongs in the organisation's own complaints procedure",
    "individual_conduct": "it is about an individual, and belongs in the organisation's own procedure",
    "contract_breach": "it is about the terms of a contract, which has its own route",
    "in_house_policy": "it is about an organisation's own policy",
    "not_compact": "it is not about a commitment or principle of the Compact",
    "unresolved": "a case stayed unresolved after every step",
    "systemic": "the same commitment came up with several organisations",
}
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
    code = scene.get("reason") or scene.get("why")
    if not code:
        return "The reason is on record with the case."
    return f"The reason: {REASONS.get(code, str(code).replace('_', ' '))}."


def route(scene: Scene) -> str:
    return f"The route for this: {str(scene.get('route', 'its own procedure')).replace('_', ' ')}."


def closing_reason(scene: Scene) -> str:
    code = scene.get("reason", "")
    return f"The case is closed: {ENDS.get(code, code.replace('_', ' '))}."


def kind_of_route(scene: Scene) -> str:
    return f"An outside route is being used: {str(scene.get('kind', 'not named')).replace('_', ' ')}."


def what_is_reported(scene: Scene) -> str:
    return f"{names([org] if (org := scene.get('party')) else [], scene)} reports that the issue is settled."


def seat(scene: Scene) -> str:
    return f"The seat asked for: {scene.get('seat', 'the one that the procedure names')}."


def who_asks(scene: Scene) -> str:
    return f"Asked for by {names([org] if (org := scene.get('by_party')) else [], scene)}."


def recommendation_text(_scene: Scene) -> str:
    return ENCLOSED


def findings(scene: Scene) -> str:
    made = scene.view.recommendation
    if made is None or made.findings is None:
        return "No findings were recorded with it."
    asked = scene.pack.forms.review_questions
    found = made.findings
    heard = "yes" if found.fair_hearing and all(found.fair_hearing.values()) else "not by every side"
    answers = (found.is_breach, heard, found.prior_recommendations_reasonable)
    labels = asked.values() if len(asked) == len(answers) else ("Breach", "Fair hearing", "Earlier recommendations")
    return "\n".join(f"- {label} {answer.replace('_', ' ')}" for label, answer in zip(labels, answers, strict=True))


def which_notice(scene: Scene) -> str:
    to = scene.get("to")
    office = role_name(to.office, scene) if to else "somebody"
    where = f" at {names([to.org], scene)}" if to and to.org else ""
    kind = str(scene.get("notice_type", "letter")).replace("_", " ")
    return f"The letter '{kind}' to {office}{where} could not be delivered."


def channels_tried(scene: Scene) -> str:
    why = str(scene.get("why", "not known")).replace("_", " ")
    return f"Tried {scene.get('attempt', 1)} times. The last difficulty: {why}."


LEVELS = {
    "same_commitment": "the same organisation and the same commitment",
    "same_theme": "the same organisation and the same theme",
    "same_pair": "the same two organisations",
    "systemic": "the same commitment with different organisations",
}


def level(scene: Scene) -> str:
    code = scene.get("level", "")
    return f"What is alike: {LEVELS.get(code, code.replace('_', ' '))} ({scene.get('key', '')})."


def count(scene: Scene) -> str:
    since, to = scene.get("window_from"), scene.get("window_to")
    return f"It was counted {scene.get('count', 0)} times between {day(since)} and {day(to)}."


def case_dates(scene: Scene) -> str:
    dates = ", ".join(day(each) for each in scene.get("accepted_on", ()))
    return f"The cases were accepted on: {dates}." if dates else "The dates are on record."


SAID: dict[str, Say] = {
    each.__name__: each
    for each in (
        reason,
        route,
        closing_reason,
        kind_of_route,
        what_is_reported,
        seat,
        who_asks,
        recommendation_text,
        findings,
        which_notice,
        channels_tried,
        level,
        count,
        case_dates,
    )
}
