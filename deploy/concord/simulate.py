"""`concord simulate`: plays a scenario file and says whether all it expects holds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concord.saying import Misused, out, plain, say, say_json

if TYPE_CHECKING:
    from concord.simulating.fitting import Difference
    from concord.simulating.result import Result
    from concord.simulating.scenario import Scenario


def join(app: typer.Typer) -> None:
    app.command("simulate")(simulate)


def simulate(
    file: Annotated[Path, typer.Argument(help="The scenario, a YAML file.")],
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    data: Annotated[
        Path | None, typer.Option(help="An empty folder that keeps what was recorded, to look at afterwards.")
    ] = None,
    stores: Annotated[
        str | None, typer.Option(help="Where the facts go: sqlite:///FOLDER or postgresql://... (new and empty).")
    ] = None,
) -> None:
    """Plays a scenario through the real services, with a clock that moves only when all is quiet.

    Exit 0 when all expectations hold, 1 with what differs, 2 where the file is not as it must be.
    """
    import asyncio

    from concord.simulating.checking import differences
    from concord.simulating.playing import play
    from concord.simulating.reading import read_scenario
    from concord_shared.running.logs import configure_logs

    configure_logs("error")
    scenario = read_scenario(file)
    if data is not None and data.exists() and any(data.iterdir()):
        raise Misused(f"{data} is not empty: a scenario begins with nothing. Give a new folder with --data.")
    result = asyncio.run(play(scenario, file, data, stores))
    found = differences(scenario, result)
    if as_json:
        say_json({**result.plain(), "differences": [each.plain for each in found]})
    else:
        _say(scenario, result, found)
    raise typer.Exit(1 if found else 0)


def _say(scenario: "Scenario", result: "Result", found: "list[Difference]") -> None:
    say(f"[bold]{plain(scenario.scenario)}[/] ({plain(scenario.compact)})")
    for name, case in result.cases.items():
        standing = result.standing(case)
        say(f"  {plain(name)} {case}: {plain(standing.said_state)}, {len(result.of_case(case))} facts")
    for met in result.refusals:
        say(f"  step {met.step} was refused: {plain(met.reply['code'])}")
    if not found:
        say(f"[green]All holds:[/] {len(scenario.steps)} steps, {len(scenario.expect)} expectations.")
    for each in found:
        out().print(f"[red]{plain(each.id)}[/] {plain(each.where)}")
        say(f"    expected: {plain(each.expected)}")
        say(f"    found:    {plain(each.found)}")
