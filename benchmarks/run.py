"""All benchmarks, with their aims and this machine's own fsync rate beside them: python benchmarks/run.py --help"""

import argparse
import asyncio
import os
import tempfile
from pathlib import Path

import figures as measures
import lifecycle
import reaction
import replay
import start
from ground import fsyncs_a_second

KINDS = ("lifecycle", "reaction", "replay", "start", "figures")


def say(what: str, figure: float, unit: str, ratio: float | None = None) -> None:
    beside = f"   {ratio:.2f} of the aim" if ratio is not None else ""
    print(f"  {what:<58}{figure:>12,.1f} {unit}{beside}")


async def measure(kinds: list[str], folder: Path, wanted: argparse.Namespace) -> None:
    print(f"{os.cpu_count()} cores; {fsyncs_a_second(folder):,.0f} fsyncs a second here")
    if "lifecycle" in kinds:
        print(f"lifecycles a second, {lifecycle.CLIENTS} clients, {wanted.lifecycles} each (aim {lifecycle.AIM:.0f})")
        for layout, figure in (await lifecycle.measure(folder, wanted.lifecycles, wanted.stores)).items():
            say(layout, figure, "/s", figure / lifecycle.AIM)
    if "reaction" in kinds:
        print(f"command to reaction told, at {reaction.RATE:.0f} a second, {wanted.reactions} commands")
        figures = await reaction.measure(folder, wanted.reactions)
        say("p50", figures["p50"], "ms", reaction.AIM_P50 / figures["p50"])
        say("p99", figures["p99"], "ms", reaction.AIM_P99 / figures["p99"])
    if "replay" in kinds:
        print(f"replayed, about {wanted.facts:,} facts")
        for what, figure in (await replay.measure(folder, wanted.facts)).items():
            aim = replay.AIM_SECONDS_A_MILLION / figure if what.endswith("a million") else None
            say(what, figure, "", aim)
    if "start" in kinds:
        print("concord run, six services in one process")
        figures = await start.measure(folder)
        say("to ready", figures["ready"], "s", start.AIM_SECONDS / figures["ready"])
        used = figures["services"] + figures["broker"]
        say("memory idle, services and broker", used, "MB", start.AIM_MEGABYTES / used)
        say("of a core, idle", figures["idle_cpu"], "%")
    if "figures" in kinds:
        print(f"measures, over a casebook of about {wanted.lines:,} facts")
        for what, figure in (await measures.measure(folder, wanted.lines)).items():
            aim = measures.AIM_MEASURE_SECONDS if what.startswith("slowest") else measures.AIM_REPORT_SECONDS
            say(what, figure, "", aim / figure if what.endswith("seconds") else None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help=f"which: {', '.join(KINDS)}; all if none is named")
    parser.add_argument("--lifecycles", type=int, default=1_500)
    parser.add_argument("--reactions", type=int, default=500)
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=1_000_000, help="facts in the casebook, for figures")
    parser.add_argument("--stores", help="postgresql://... for the first lifecycle layout; SQLite else")
    wanted = parser.parse_args()
    unknown = sorted(set(wanted.kinds) - set(KINDS))
    if unknown:
        parser.error(f"no benchmark is called {', '.join(unknown)}: there are {', '.join(KINDS)}")
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        asyncio.run(measure(wanted.kinds or list(KINDS), Path(folder), wanted))


if __name__ == "__main__":
    main()
