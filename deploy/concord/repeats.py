"""`concord repeats`: issues that come up again, and what a changed rule on them would have said."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cases import As, Json, ask
from concord.due import read_date
from concord.reach import Reach, reaching
from concord.saying import Misused, Trouble, plain, say, say_json, say_table

if TYPE_CHECKING:
    from concord.acting import Acting

MOST = 500
VERDICTS = {
    "followed": "a further case followed",
    "talked_about": "the group talked about it",
    "too_early_to_say": "too early to say",
    "false_alarm": "false alarm",
}
KINDS = {"note": "note", "pattern": "pattern", "compact_review": "review of the Compact"}
From = Annotated[str | None, typer.Option("--from", help="Show what was told from this day on.")]
To = Annotated[str | None, typer.Option("--to", help="Show what was told up to and including this day.")]
RuleFile = Annotated[Path, typer.Option("--rule", help="A YAML file with keys of monitoring.repeat_rule.")]

repeats = typer.Typer(no_args_is_help=True, help="Issues that come up again: list, show, try a changed rule.")


def join(app: typer.Typer) -> None:
    app.add_typer(repeats, name="repeats")


@repeats.command("list")
@reaching
def list_repeats(
    open_only: Annotated[bool, typer.Option("--open", help="Only patterns that are open.")] = False,
    acting: As = "system/auditor",
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """What was noted or became a pattern, the latest first."""
    found = _asked(where, acting, "Patterns", {"open_only": open_only, "limit": MOST})["patterns"]
    if as_json:
        say_json(found)
    elif not found:
        say("Nothing has come up again.")
    else:
        columns = ["pattern", "level", "key", "count", "status", "window to", "talked about on"]
        names = ("pattern_id", "level", "key", "count", "status", "window_to", "dialogue_on")
        say_table(columns, [[each[name] or "" for name in names] for each in found])


@repeats.command("show")
@reaching
def show_repeat(
    pattern_id: Annotated[str, typer.Argument(help="Its id, as `concord repeats list` prints it.")],
    acting: As = "system/auditor",
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """One of them: what was counted, what it called for, what came of it."""
    from re import fullmatch

    if not fullmatch(r"pattern-[0-9a-f]{16}", pattern_id):
        raise Misused(f"'{pattern_id}' is no id of a pattern. It looks like pattern-0123456789abcdef.")
    found = _asked(where, acting, "Pattern", {"pattern_id": pattern_id})["facts"]
    if as_json:
        say_json(found)
    elif not found:
        raise Trouble(f"There is no pattern {pattern_id}, or it is not for {acting} to read.")
    else:
        for each in found:
            say(f"{each['occurred_on']}  {plain(each['words'])}")


@repeats.command("rule")
@reaching
def show_rule(acting: As = "system/auditor", as_json: Json = False, *, where: Reach) -> None:
    """The rule in force, as YAML: what a changed one begins with."""
    from concord.repeat_rules import as_yaml

    found = _asked(where, acting, "RepeatRule", {})
    if as_json:
        say_json(found)
    else:
        say(plain(as_yaml(found["rule"], found["version"])))


@repeats.command("backtest")
@reaching
def backtest(
    rule: RuleFile,
    from_on: From = None,
    to_on: To = None,
    acting: As = "system/auditor",
    as_json: Json = False,
    *,
    where: Reach,
) -> None:
    """Counts all history again by a changed rule, beside what the rule in force told. Nothing is written.

    An alarm is the first telling of a pattern. It is false where in the window after it no further case on its key was
    accepted and the learning group held no dialogue on it."""
    from concord.repeat_rules import read_rule

    period = {"from_on": from_on, "until_on": to_on}
    days = {name: read_date(day, _option(name)).isoformat() for name, day in period.items() if day}
    if len(days) == 2 and days["from_on"] > days["until_on"]:
        raise Misused("--from is later than --to. Turn the two round.")
    changed = read_rule(rule, lambda: _asked(where, acting, "RepeatRule", {})["rule"])
    found = _asked(where, acting, "Backtest", {"rule": changed, **days})
    if as_json:
        say_json(found)
    else:
        _say_backtest(found)


def _option(name: str) -> str:
    return "--from" if name == "from_on" else "--to"


def _asked(where: Reach, acting: str, question: str, body: dict[str, Any]) -> dict[str, Any]:
    from concord.acting import read_acting

    who: Acting = read_acting(acting)
    reply: dict[str, Any] = ask(where, lambda talk: talk.ask(("oversight", question), who, body))
    if not reply.get("answered"):
        raise Trouble(reply["message"])
    return {name: value for name, value in reply.items() if name != "answered"}


def _say_backtest(found: dict[str, Any]) -> None:
    _say_run("The rule in force told:", found["in_force"], "the changed rule on")
    say()
    _say_run("The changed rule would have told:", found["changed"], "the rule in force on")
    say()
    if found["missed"]:
        say("[bold]Missed by the changed rule[/], although further cases followed:")
        say_table(
            ["on", "level", "key", "count"], [[m["on"], m["level"], m["key"], m["count"]] for m in found["missed"]]
        )
    else:
        say("The changed rule misses no pattern that further cases followed.")
    months = found["follow_up_months"]
    say(
        f"\nAn alarm is false where in the {months} months after it no further case on its key was accepted and the "
        "learning group held no dialogue on it. Nothing was written."
    )


def _say_run(title: str, run: dict[str, Any], other: str) -> None:
    say(f"[bold]{title}[/]")
    if not run["tellings"]:
        say("  nobody anything")
        return
    columns = ["on", "what", "level", "key", "count", "told", "what became of it", other]
    say_table(columns, [_row(each) for each in run["tellings"]])
    alarms = dict(run["alarms"])
    counts = [f"{alarms.pop('all')} alarms", *(f"{VERDICTS[name]}: {number}" for name, number in alarms.items())]
    say(f"  {'; '.join(counts)}")


def _row(each: dict[str, Any]) -> list[object]:
    kind = KINDS[each["kind"]] + ("" if each["first"] or each["kind"] == "note" else ", again")
    verdict = VERDICTS.get(each["verdict"] or "", "")
    told = ", ".join(each["offices"])
    return [each["on"], kind, each["level"], each["key"], each["count"], told, verdict, each["other_on"] or ""]
