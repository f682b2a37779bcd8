"""`concord why`: how each date was found, day by day, with its clause and the days that do not count."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cases import As, CaseId, Json, read_history
from concord.reach import Reach, reaching
from concord.saying import Misused, in_words, plain, say, say_json

if TYPE_CHECKING:
    from concord.standing import Deadline
    from concord_shared.deadlines.facts import DeadlineSet, Moved


NO_WORDS: dict[str, dict[str, None]] = {"DeadlineExtended": {"reason": None}}


def join(app: typer.Typer) -> None:
    app.command("why")(why)


@reaching
def why(
    case_id: CaseId,
    deadline: Annotated[str | None, typer.Argument(help="One deadline, like ROT-D01; all without it.")] = None,
    acting: As = "system/auditor",
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """Why a date is the date it is: day by day, from what was recorded when it was set."""
    standing = read_history(case_id, None, acting, where).standing
    chosen = [each for each in standing.deadlines.values() if deadline in (None, each.id, each.key)]
    if not chosen:
        known = ", ".join(standing.deadlines) or "none"
        raise Misused(f"{case_id} has no deadline '{deadline or ''}'. It has: {known}.")
    found = [_derived(each) for each in chosen]
    if as_json:
        say_json(found)
        return
    for one in found:
        _say(one)


def _derived(deadline: "Deadline") -> dict[str, Any]:
    from concord_shared.deadlines.why import explain, headline

    first, later = _as_recorded(deadline)
    rows = explain(first, later)
    days = [{"on": row.on, "counted": row.counted, "why": row.why, "note": row.note} for row in rows]
    where = {"clause": first.place or first.clause, "source": first.source, "basis": first.length_basis}
    skipped = [each.model_dump(mode="json") for each in (later[-1] if later else first).skipped]
    named = {"id": deadline.id, "party": deadline.party, "says": headline(first, later)}
    due = {"due_on": deadline.due_on, "status": deadline.status, "start_on": first.start_on}
    calendar = (later[-1] if later else first).calendar_version
    return {**named, **due, **where, "calendar": calendar, "skipped": skipped, "days": days}


def _as_recorded(deadline: "Deadline") -> "tuple[DeadlineSet, list[Moved]]":
    from concord_shared.deadlines import facts

    # A reason arrives opened, or held back: the arithmetic has no use for it.
    moved = [getattr(facts, name)(**{**data, **NO_WORDS.get(name, {})}) for name, data in deadline.moves]
    return facts.DeadlineSet(**deadline.derivation), [each for each in moved if isinstance(each, facts.Moved)]


def _say(one: dict[str, Any]) -> None:
    say(f"[bold]{plain(one['id'])}[/] {plain(one['says'])}")
    for day in one["days"]:
        count = "-" if day["counted"] is None else str(day["counted"])
        note = "; ".join(each for each in (day["why"], day["note"]) if each)
        line = f"  {count:>3}  {in_words(day['on'])}  {note}".rstrip()
        say(f"[dim]{plain(line)}[/]" if day["counted"] is None else plain(line))
    basis = {"text": "stands in the text", "ours": "a default of ours, which a pack may change"}
    say(f"  [dim]length: {basis.get(str(one['basis']), 'as the pack says')}; calendar {plain(one['calendar'])}[/]\n")
