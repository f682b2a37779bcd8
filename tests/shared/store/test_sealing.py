"""Personal fields: sealed where they stand, opened nowhere else, gone for good when their key is destroyed."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from concord_shared.contracts.base import Contract
from concord_shared.envelope import Actor, Envelope
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed
from concord_shared.store.keys import MovedBox, NotGranted, SubjectErased, make_keks, open_keys, read_keks
from concord_shared.store.mapper import Mapper, UnreadableFact
from concord_shared.store.opening import open_store
from concord_shared.store.ports import Batch

ENVELOPE = Envelope(
    event_id="f" * 32,
    recorded_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    occurred_on=date(2026, 3, 2),
    actor=Actor(organisation="vcs-a", office="representative", officer="o-1"),
    case="ROT-1",
    correlation_id="c" * 32,
    heard={"directory": 7},
)


class Raised(Fact):
    stored_name = "intake.raised.v1"
    channel: str
    text: Sealed
    reach: Sealed | None = None
    names: tuple[Sealed, ...] = ()
    raised_on: date = date(2026, 3, 2)


class Closed(Fact):
    stored_name = "intake.closed.v1"
    why: str


class ConcernRaised(Contract):
    reach: Sealed | None = None


FACTS = (Raised, Closed)


@pytest.fixture
def keks(tmp_path):
    make_keks(tmp_path / "keks")
    return lambda *kinds: read_keks(tmp_path / "keks", kinds)


@pytest.fixture
def rings(any_keys_url, keks):
    """Key rings of several processes, by the kinds that they are granted."""
    opened = []

    def ring(*kinds):
        opened.append(open_keys(any_keys_url, keks(*kinds)))
        return opened[-1]

    yield ring
    for each in opened:
        each.close()


@pytest.fixture
def mapper(rings):
    return Mapper("intake", FACTS, rings("case", "contact"), {})


def a_fact(mark=""):
    return Raised(
        channel="web",
        text=Sealed("case", "ROT-1", f"the grant was stopped{mark}"),
        reach=Sealed("contact", "person-1", f"ann@example.org{mark}"),
        names=(Sealed("contact", "person-1", f"Ann{mark}"), Sealed("contact", "person-2", f"Bo{mark}")),
    )


def clear_of(fact):
    return [fact.text.clear, fact.reach and fact.reach.clear, *(name.clear for name in fact.names)]


def altered(event, change):
    stored = json.loads(event.state)
    change(stored["f"])
    return replace(event, state=json.dumps(stored).encode())


def test_a_fact_comes_back_as_it_was_with_its_envelope(mapper):
    event = mapper.encode("case-1", 3, ENVELOPE, a_fact())
    recorded = mapper.decode(event, position=9)
    assert (recorded.position, recorded.stream, recorded.version) == (9, "case-1", 3)
    assert recorded.envelope == ENVELOPE
    assert clear_of(recorded.fact) == clear_of(a_fact())
    assert event.topic == "intake.raised.v1"
    assert recorded.fact.text.bound_to == "intake|case-1|3|intake.raised.v1|text"


def test_a_fact_without_sealed_fields_stays_plain(mapper):
    event = mapper.encode("case-1", 1, ENVELOPE, Closed(why="settled"))
    assert json.loads(event.state)["f"] == {"why": "settled"}
    assert mapper.decode(event).fact == Closed(why="settled")


def test_an_empty_text_is_no_gap_and_an_absent_one_stays_absent(mapper):
    fact = Raised(channel="web", text=Sealed("case", "ROT-1", ""))
    back = mapper.decode(mapper.encode("case-1", 1, ENVELOPE, fact)).fact
    assert back.text.clear == "" and back.reach is None and back.names == ()


@pytest.mark.parametrize("where", [("case-2", 1), ("case-1", 2)])
def test_a_box_moved_to_another_fact_is_refused(mapper, where):
    event = mapper.encode("case-1", 1, ENVELOPE, a_fact())
    with pytest.raises(MovedBox, match="elsewhere"):
        mapper.decode(replace(event, originator_id=where[0], originator_version=where[1]))


def test_a_box_moved_with_its_label_rewritten_is_refused_too(mapper):
    event = mapper.encode("case-1", 1, ENVELOPE, a_fact())
    forged = replace(event, originator_id="case-2", state=event.state.replace(b"|case-1|", b"|case-2|"))
    with pytest.raises(MovedBox):
        mapper.decode(forged)


def test_two_fields_under_one_key_cannot_be_swapped(mapper):
    event = mapper.encode("case-1", 1, ENVELOPE, a_fact())

    def swap(fields):
        first, second = fields["reach"], fields["names"][0]
        first["box"], second["box"] = second["box"], first["box"]

    with pytest.raises(MovedBox):
        mapper.decode(altered(event, swap))


def test_items_of_a_tuple_cannot_be_swapped(mapper):
    both = tuple(Sealed("contact", "person-1", name) for name in ("Ann", "Bo"))
    event = mapper.encode("case-1", 1, ENVELOPE, a_fact().model_copy(update={"names": both}))
    with pytest.raises(MovedBox):
        mapper.decode(altered(event, lambda fields: fields["names"].reverse()))


def test_an_altered_box_is_refused_and_the_error_says_nothing_of_what_is_in_it(mapper):
    event = mapper.encode("case-1", 1, ENVELOPE, a_fact())

    def spoil(fields):
        box = fields["text"]["box"]
        fields["text"]["box"] = box[:-6] + ("A" if box[-6] != "A" else "B") + box[-5:]

    with pytest.raises(MovedBox) as caught:
        mapper.decode(altered(event, spoil))
    assert "grant" not in str(caught.value)


def test_after_erasure_a_gap_is_left_and_the_stream_still_reads(mapper, rings):
    events = [mapper.encode("case-1", version, ENVELOPE, a_fact()) for version in (1, 2)]
    mapper.keys.flush()
    assert mapper.keys.erase("person-1") == 1
    for reading in (mapper, Mapper("intake", FACTS, rings("case", "contact"), {})):
        for event in events:
            fact = reading.decode(event).fact
            assert clear_of(fact) == ["the grant was stopped", None, None, "Bo"]
            assert fact.channel == "web" and fact.reach.is_gap
    with pytest.raises(SubjectErased):
        mapper.encode("case-1", 3, ENVELOPE, a_fact())


def test_what_has_become_a_gap_is_written_on_as_a_gap(mapper):
    event = mapper.encode("case-1", 1, ENVELOPE, a_fact())
    mapper.keys.flush()
    mapper.keys.erase("person-1")
    gap = mapper.decode(event).fact.reach
    again = Raised(channel="web", text=Sealed("case", "ROT-1", "more"), reach=gap)
    assert clear_of(mapper.decode(mapper.encode("case-1", 2, ENVELOPE, again)).fact) == ["more", None]


def test_a_kind_that_is_not_granted_stays_closed_and_cannot_be_sealed(mapper, rings):
    event = mapper.encode("case-1", 1, ENVELOPE, a_fact())
    mapper.keys.flush()
    narrow = Mapper("intake", FACTS, rings("contact"), {})
    assert clear_of(narrow.decode(event).fact) == [None, "ann@example.org", "Ann", "Bo"]
    with pytest.raises(NotGranted, match="'case'"):
        narrow.encode("case-1", 2, ENVELOPE, a_fact())


def test_a_value_heard_in_a_contract_opens_by_right_and_is_sealed_anew_where_it_is_written(mapper, rings):
    told = mapper.decode(mapper.encode("case-1", 1, ENVELOPE, a_fact())).fact.reach
    mapper.keys.flush()
    heard = ConcernRaised.model_validate_json(ConcernRaised(reach=told).model_dump_json()).reach
    assert heard.is_gap and heard.box == told.box
    notify = Mapper("notify", FACTS, rings("case", "contact"), {})
    assert notify.keys.open_told(heard) == "ann@example.org"
    written = notify.encode("notice-1", 1, ENVELOPE, a_fact().model_copy(update={"reach": heard}))
    notify.keys.flush()
    kept = notify.decode(written).fact.reach
    assert kept.clear == "ann@example.org" and kept.bound_to.startswith("notify|notice-1|1|")
    with pytest.raises(MovedBox):
        notify.keys.open_told(replace(heard, bound_to="intake|case-2|1|intake.raised.v1|reach"))


def test_a_value_heard_that_may_not_be_opened_is_carried_on_in_its_box(mapper, rings):
    told = mapper.decode(mapper.encode("case-1", 1, ENVELOPE, a_fact())).fact.reach
    mapper.keys.flush()
    panel = Mapper("panel", FACTS, rings("case"), {})
    carried = Raised(channel="web", text=Sealed("case", "ROT-1", "x"), reach=replace(told, clear=None))
    back = panel.decode(panel.encode("case-1", 1, ENVELOPE, carried)).fact.reach
    assert back.is_gap and back.bound_to == told.bound_to


def test_an_old_shape_is_opened_before_its_fields_are_renamed(mapper):
    event = mapper.encode("case-1", 1, ENVELOPE, a_fact())

    class RaisedNow(Fact):
        stored_name = "intake.raised.v3"
        channel: str
        words: Sealed
        reach: Sealed | None = None
        names: tuple[Sealed, ...] = ()
        raised_on: date
        urgent: bool

    def second(old):
        return "intake.raised.v2", {**{k: v for k, v in old.items() if k != "text"}, "words": old["text"]}

    def third(old):
        return "intake.raised.v3", {**old, "urgent": False}

    upcasts = {"intake.raised.v1": second, "intake.raised.v2": third}
    fact = Mapper("intake", [RaisedNow], mapper.keys, upcasts).decode(event).fact
    assert isinstance(fact, RaisedNow) and fact.raised_on == date(2026, 3, 2)
    assert [fact.words.clear, fact.reach.clear] == ["the grant was stopped", "ann@example.org"]
    assert [name.clear for name in fact.names] == ["Ann", "Bo"]


def test_a_name_that_nobody_knows_is_named_in_the_error(mapper):
    event = replace(mapper.encode("case-1", 1, ENVELOPE, Closed(why="x")), topic="intake.forgotten.v1")
    with pytest.raises(UnreadableFact, match=r"'intake\.forgotten\.v1' in case-1"):
        mapper.decode(event)


def test_bytes_that_do_not_fit_are_named_without_their_content(mapper):
    event = mapper.encode("case-1", 1, ENVELOPE, Closed(why="a private reason"))
    spoiled = altered(event, lambda fields: fields.update(why={"deep": "a private reason"}))
    with pytest.raises(UnreadableFact, match=r"case-1 version 1 \(intake\.closed\.v1\)") as caught:
        mapper.decode(spoiled)
    assert "private" not in str(caught.value)


def test_two_facts_of_one_stored_name_are_refused(mapper):
    class Again(Fact):
        stored_name = "intake.closed.v1"

    with pytest.raises(ValueError, match="Closed and Again"):
        Mapper("intake", [*FACTS, Again], mapper.keys, {})


def test_nothing_sealed_stands_in_the_clear_in_any_file(tmp_path, keks):
    keys = open_keys(f"sqlite:///{tmp_path}/data/keys.sqlite", keks("case", "contact"))
    mapper = Mapper("intake", FACTS, keys, {})
    store = open_store(f"sqlite:///{tmp_path}/data", "intake", "rotherham")
    fact = a_fact(" MARKER-7431")
    event = mapper.encode("case-1", 1, ENVELOPE, fact)
    keys.flush()
    store.append(Batch(events=[event]))
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert {"intake.sqlite", "intake.sqlite-wal", "keys.sqlite"} <= {path.name for path in files}
    contents = b"".join(path.read_bytes() for path in files)
    assert b"case-1" in contents and b"MARKER-7431" not in contents
    assert "MARKER-7431" not in f"{fact!r} {mapper.decode(event)!r}"
    store.close(), keys.close()
