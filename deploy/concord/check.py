"""`concord check`: whether dates meet what a commitment says, with the whole arithmetic. Needs no server."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.due import read_date
from concord.saying import Misused, plain, say, say_json, say_table

if TYPE_CHECKING:
    from concord_shared.commitments.checking import Checked
    from concord_shared.packs.compact import Commitment
    from concord_shared.packs.model import Pack


def join(app: typer.Typer) -> None:
    app.command("check")(check)


def check(
    compact: Annotated[str, typer.Argument(help="The Compact, like rotherham; or a pack as a YAML file.")],
    commitment: Annotated[
        str | None, typer.Argument(help="Its number, like 11.2; without it, those that dates can be held against.")
    ] = None,
    entries: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD=DATE]...", help="What happened when; without any, the fields that it takes."),
    ] = None,
    on: Annotated[str | None, typer.Option(help="The day on which it is asked, like 2026-12-01; today without it.")] = (
        None
    ),
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Whether dates meet what a commitment says: met, not met or excused, with the whole arithmetic.

    Exit code 0 with any answer, 2 where the question was not asked as it must be. An answer is evidence to talk about;
    it never finds that somebody has broken a commitment.
    """
    pack = _pack(compact)
    if commitment is None:
        _say_list(pack, as_json)
    elif not entries:
        _say_fields(pack, _commitment(pack, commitment), as_json)
    else:
        asked_on = read_date(on, "--on") if on else _today()
        _say_answer(pack, _checked(pack, commitment, entries, asked_on), as_json)


def _pack(compact: str) -> "Pack":
    from concord_shared.packs.loading import PackInvalid, builtin, load

    if not compact.endswith((".yaml", ".yml")):
        if compact not in builtin():
            raise Misused(f"No Compact '{compact}' comes with Concord. It has: {', '.join(builtin())}.")
        return load(builtin()[compact])
    try:
        return load(Path(compact))
    except (OSError, UnicodeDecodeError, PackInvalid):
        raise Misused(f"{compact} cannot be used as a pack: 'concord packs check {compact}' says why.") from None


def _commitment(pack: "Pack", number: str) -> "Commitment":
    from concord_shared.commitments.checking import NotMeasurable, measurable

    try:
        return measurable(pack, number)
    except NotMeasurable as error:
        raise Misused(str(error)) from None


def _checked(pack: "Pack", number: str, pairs: Sequence[str], on: date) -> "Checked":
    from concord_shared.calendar.snapshot import england
    from concord_shared.commitments import checking
    from concord_shared.commitments.entries import EntryWrong

    _commitment(pack, number)
    try:
        return checking.check(pack, number, _read(pairs, number), england(), on)
    except EntryWrong as error:
        raise Misused(f"{error} 'concord check {pack.id} {number}' explains the fields.") from None


def _read(pairs: Sequence[str], number: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Misused(f"'{pair}' is no entry: write field=date, like payment_made=2026-12-01.")
        if name in found:
            raise Misused(f"'{name}' is given twice for commitment {number}: give it once.")
        found[name] = value
    return found


def _today() -> date:
    from concord_shared.clock import SystemClock, local_day

    return local_day(SystemClock().now())


def _say_list(pack: "Pack", as_json: bool) -> None:
    found = [each for each in pack.commitments.values() if each.rules]
    if as_json:
        say_json([{"commitment": c.no, "summary": c.summary, "measurable": c.measurability} for c in found])
        return
    rows = [[c.no, "in full" if c.measurability == "yes" else "in part", c.summary] for c in found]
    say_table(["commitment", "by dates", "what it says"], rows)


def _say_fields(pack: "Pack", commitment: "Commitment", as_json: bool) -> None:
    from concord_shared.commitments.entries import HOW
    from concord_shared.commitments.fields import fields_of
    from concord_shared.commitments.words import headline

    fields = fields_of(commitment)
    asked = [f"{headline(rule)}." for rule in commitment.rules]
    if as_json:
        told = [{"name": f.name, "kind": f.kind, "needed": not f.optional, "says": f.words} for f in fields]
        say_json({**_named(pack, commitment), "asks": asked, "fields": told})
        return
    _say_commitment(pack, commitment)
    for line in asked:
        say(plain(line))
    say("\nIts fields, written field=date:")
    for field in fields:
        say(f"  [bold]{field.name}[/]{' (if need be)' if field.optional else ''}")
        say(f"    {plain(field.words)}. [dim]{plain(HOW[field.kind])}[/]".replace("?.", "?"))


def _say_answer(pack: "Pack", checked: "Checked", as_json: bool) -> None:
    from concord_shared.commitments.words import headline, lines_of

    if as_json:
        weighed = zip(checked.commitment.rules, checked.rules, strict=True)
        rules = [{"asks": headline(rule), **each.model_dump(mode="json")} for rule, each in weighed]
        answer: dict[str, Any] = {"result": checked.result, "on": checked.on, "missing": list(checked.missing)}
        say_json({**answer, **_named(pack, checked.commitment), "rules": rules, "says": list(lines_of(checked))})
        return
    _say_commitment(pack, checked.commitment)
    for number, line in enumerate(lines_of(checked)):
        say(f"[bold]{plain(line)}[/]" if number == 0 else plain(line))


def _named(pack: "Pack", commitment: "Commitment") -> dict[str, Any]:
    where = {"clause": pack.place(commitment.source), "source": commitment.source, "basis": _basis(commitment)}
    named = {"commitment": commitment.no, "summary": commitment.summary, "pack": pack.id, "version": pack.version}
    return {**named, **where, "measurable": commitment.measurability}


def _say_commitment(pack: "Pack", commitment: "Commitment") -> None:
    stands = {"text": "stands in the text", "ours": "is ours"}[_basis(commitment)]
    place = pack.place(commitment.source) or pack.title
    say(f"[bold]{plain(commitment.no)}[/]  {plain(commitment.summary)}")
    say(f"[dim]{plain(place)} ({plain(commitment.source)}); the rule {stands}; how days are counted is ours[/]\n")


def _basis(commitment: "Commitment") -> str:
    return commitment.basis or ("text" if commitment.source else "ours")
