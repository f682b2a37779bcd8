"""Each stream by itself: versions without a gap, and states that every fact leads on from."""

from collections.abc import Iterator

from concord.auditing.finding import Finding
from concord.auditing.records import Records


def check_streams(records: Records) -> Iterator[Finding]:
    name = records.service.name
    for stream, facts in records.streams.items():
        for expected, each in enumerate(facts, 1):
            if each.version != expected:
                found = f"version {each.version} follows {expected - 1}"
                yield Finding(name, stream, expected, "a fact of the stream", f"version {expected}", found)
                break
        yield from _replayed(records, stream)


def _replayed(records: Records, stream: str) -> Iterator[Finding]:
    name = records.service.name
    aggregate = records.service.aggregates.get(stream.partition("-")[0] + "-")
    if aggregate is None:
        yield Finding(name, stream, 0, "the stream's kind", "one that the service has", "none")
        return
    state = aggregate.start(stream)
    for each in records.streams[stream]:
        try:
            state = aggregate.evolve(state, each.fact, each.envelope.occurred_on)
        except Exception as error:
            what = f"the state after {type(each.fact).__name__}"
            yield Finding(name, stream, each.version, what, "follows from the facts", type(error).__name__)
            return
