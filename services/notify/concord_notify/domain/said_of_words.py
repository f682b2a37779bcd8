"""Paragraphs that repeat what people wrote: only once the letter goes out, and set apart from our own words."""

from collections.abc import Callable, Iterable
from typing import Any

from concord_notify.domain.enclosing import RECOMMENDATION, mark, quoted
from concord_notify.domain.said_of_case import names
from concord_notify.domain.said_of_dates import day
from concord_notify.domain.scene import Scene
from concord_shared.contracts.panel import Action
from concord_shared.sealed import Sealed

Say = Callable[[Scene], str]


def listed(opening: str, said: Iterable[str]) -> str:
    return "\n".join([f"{opening}:", *(f"- {each}" for each in said)])


def adjustments_offered(scene: Scene) -> str:
    offer = (
        "If something would make it easier for you to take part (another format, a language, a helper, more time), "
        "please tell us. You need give no reason."
    )
    asked = quoted(scene.get("adjustments"), "adjustments")
    return f"{offer}\n\n{listed('You have told us that you need', asked)}" if asked else offer


def what_is_missing(scene: Scene) -> str:
    missing = quoted(scene.get("missing"), "missing") or quoted(scene.get("still_missing"), "still_missing")
    missing = [*(part.replace("_", " ") for part in scene.get("missing_parts", ())), *missing]
    if not missing:
        return "Some information is still needed before we can go on. Please tell us what you can."
    return listed("This is still needed before we can go on. Please tell us what you can", missing)


def missing_parts(scene: Scene) -> str:
    labels = scene.pack.forms.statement_parts
    named = [labels.get(part, part.replace("_", " ")) for part in scene.get("missing_parts", ())]
    missing = named + quoted(scene.get("missing"), "missing")
    if not missing:
        return "Some parts of the statement are still to come. Please add them when you can."
    return listed("These parts of the statement are still to come. Please add them when you can", missing)


def commitment_missing(scene: Scene) -> str:
    asked = "Please name the commitment of the Compact that this is about, so that we can go on."
    missing = quoted(scene.get("missing"), "missing")
    return f"{asked}\n\n{listed('We asked for', missing)}" if missing else asked


def ground(scene: Scene) -> str:
    given = quoted(scene.get("ground"), "ground")
    asked = "A second look at the first advice was asked for."
    return "\n".join([f"{asked} The ground given:", *given]) if given else asked


def what_is_in_scope(scene: Scene) -> str:
    advice = scene.view.advice
    said = _parts(advice, "in_scope", scene)
    return listed("This falls under the Compact", said) if said else "What you raised falls under the Compact."


def what_is_not(scene: Scene) -> str:
    said = _parts(scene.view.advice, "out_of_scope", scene)
    return listed("This does not, and has its own route", said) if said else "No part of it was left out."


def _parts(advice: Any, field: str, scene: Scene) -> list[str]:
    """Codes of the pack by their words; what was added in words, as it was written."""
    codes = [_code(code, scene) for code in getattr(advice, field, ())]
    return codes + quoted(getattr(advice, f"{field}_words", ()), f"{field}_words")


def _code(code: str, scene: Scene) -> str:
    commitment, principle = scene.pack.commitments.get(code), scene.pack.principles.get(code)
    if commitment is not None:
        return f"{code}: {commitment.summary}"
    left_out = (scene.exclusion(code) or "").partition(" (")[0]
    return (principle.name if principle else None) or left_out or code.replace("_", " ")


def route(scene: Scene) -> str:
    """As the adviser named it; else the one that the pack has for this reason."""
    named = scene.get("route")
    if isinstance(named, Sealed):
        return f"The route for this:\n{mark('route')}"
    signpost = next((each.signpost for each in scene.exclusions if each.id == scene.get("reason")), None)
    return f"The route for this: {named or signpost or 'the own procedure of the organisation'}.".replace("_", " ")


def recommendation_text(scene: Scene) -> str:
    made = scene.view.recommendation
    asked = [_asked(action, number, scene) for number, action in enumerate(made.actions if made else (), 1)]
    said = f"This is recommended:\n{mark(RECOMMENDATION)}"
    return f"{said}\n\n{listed('What is asked of each', asked)}" if asked else said


def _asked(action: Action, number: int, scene: Scene) -> str:
    by = f", by {day(action.by)}" if action.by else ""
    what = " ".join(quoted(action.what, f"action {number}")) or "as the recommendation says"
    return f"{names([action.for_org], scene)}{by}: {what}"


SAID: dict[str, Say] = {
    each.__name__: each
    for each in (
        adjustments_offered,
        what_is_missing,
        missing_parts,
        commitment_missing,
        ground,
        what_is_in_scope,
        what_is_not,
        route,
        recommendation_text,
    )
}
