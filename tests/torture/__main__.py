"""`just torture`: faults under load, on this machine. Exit 0 when ours is right and the naive variant is not."""

import argparse
import asyncio
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from torture.run import Report, Wanted, torture

from concord_shared.testing.databases import fresh_database, postgres_url


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, _end)
    wanted = Wanted(
        seconds=options.seconds,
        seed=options.seed,
        clients=options.clients,
        pause=(0.1, options.pause),
        least_faults=options.faults,
        least_facts=options.facts,
    )
    with tempfile.TemporaryDirectory(prefix="concord-torture-", ignore_cleanup_errors=True) as folder:
        report = _run(options.keep or Path(folder), options.store, wanted)
    print("\n".join(report.lines()))
    return 0 if report.well and report.naive.failed else 1


def _run(folder: Path, store: str, wanted: Wanted) -> Report:
    with ExitStack() as stack:
        stores = None
        if store == "postgres":
            stores = stack.enter_context(fresh_database(stack.enter_context(postgres_url())))
        return asyncio.run(torture(folder, stores, wanted, lambda said: print(said, flush=True)))


def _end(*_: object) -> None:
    """Ended from outside we leave in order too: broker and processes are ours to end."""
    raise KeyboardInterrupt


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long faults go on at least")
    parser.add_argument("--seed", type=int, default=1, help="of the faults and of the load")
    parser.add_argument("--store", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--pause", type=float, default=0.9, help="most seconds between two faults")
    parser.add_argument("--faults", type=int, default=0, help="go on until there were so many")
    parser.add_argument("--facts", type=int, default=0, help="go on until so many facts are stored")
    parser.add_argument("--keep", type=Path, help="an empty folder to work in, kept for a look afterwards")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
