"""What a new version of a pack changes for a case, in words."""

from collections.abc import Iterator

from concord.drawing import ANYWHERE, Way, ways
from concord.pack_said import Change, beginning, differing, fields, length, named, said, sets
from concord_shared.packs.model import DeadlineRule, Guard, NoticeRule, Pack, Stage

ABOUT = ("the pack", "stages", "ways", "deadlines", "guards", "commitments", "offices", "notices", "outside routes")


def changes(old: Pack, new: Pack) -> tuple[Change, ...]:
    """Everything that would go otherwise in a case under `new`, in the order of `ABOUT`."""
    found = (_identity, _stages, _ways, _deadlines, _guards, _commitments, _offices, _notices, _outside)
    return tuple(each for part in found for each in part(old, new))


def _identity(old: Pack, new: Pack) -> Iterator[Change]:
    for name in ("title", "status", "case_prefix"):
        was, now = getattr(old.identity, name), getattr(new.identity, name)
        if was != now:
            yield Change("the pack", name, f"its {name.replace('_', ' ')} was '{was}' and becomes '{now}'")
    first = old.procedure.scope, new.procedure.scope
    for name in ("who_may_raise", "must_cite", "party_must_be", "time_bar", "cross_sector_required"):
        was, now = (getattr(each, name) for each in first)
        if was != now:
            yield Change("the pack", name, f"{said(name)}: was {said(was)}, becomes {said(now)}")
    yield from sets(
        "the pack", "matter left out", (x.id for x in first[0].exclusions), (x.id for x in first[1].exclusions)
    )


def _stages(old: Pack, new: Pack) -> Iterator[Change]:
    yield from differing("stages", _stage_by_id(old), _stage_by_id(new), _label, _of_stage)
    kept = [stage.id for stage in old.stages if stage.id in _stage_by_id(new)]
    now = [stage.id for stage in new.stages if stage.id in kept]
    if kept != now:
        yield Change("stages", "order", f"their order was {', '.join(kept)} and becomes {', '.join(now)}")
    if old.first_stage != new.first_stage:
        yield Change(
            "stages", new.first_stage, f"a case begins with '{new.first_stage}' instead of '{old.first_stage}'"
        )


def _of_stage(was: Stage, now: Stage) -> Iterator[str]:
    yield from fields(was, now, label="its name", type="its kind", questions="what the review answers")
    yield from fields(was.consent, now.consent, required="whose consent it needs")
    yield from fields(was.report, now.report, parts="the parts of the report")
    yield from fields(was.statement, now.statement, parts="the parts of the statement")


def _ways(old: Pack, new: Pack) -> Iterator[Change]:
    was, now = _ways_by_outcome(old), _ways_by_outcome(new)
    yield from differing("ways", was, now, _way, _elsewhere)


def _elsewhere(was: Way, now: Way) -> Iterator[str]:
    if (was.to, was.closes) != (now.to, now.closes):
        yield f"led to {_end(was)} and leads to {_end(now)}"
    needs = [getattr(each.exit, "requires", None) for each in (was, now)]
    if needs[0] != needs[1]:
        yield "asks for other confirmations than before"


def _deadlines(old: Pack, new: Pack) -> Iterator[Change]:
    was, now = ({rule.id: rule for rule in pack.deadlines} for pack in (old, new))
    yield from differing("deadlines", was, now, lambda rule: f"{rule.what}, {length(rule)}", _of_deadline)


def _of_deadline(was: DeadlineRule, now: DeadlineRule) -> Iterator[str]:
    if length(was) != length(now):
        yield f"was {length(was)} and becomes {length(now)}"
    if (was.starts_on, was.starts_when) != (now.starts_on, now.starts_when):
        yield f"began with {beginning(was)} and begins with {beginning(now)}"
    yield from fields(
        was, now, ends_on="what ends it", kind="its kind", stage="the stage it belongs to", per="for whom it runs"
    )
    yield from fields(was.on_lapse, now.on_lapse, do="what happens when it lapses", tell="who is told when it lapses")
    yield from fields(was, now, alternative="the meeting it waits for", extension="how more time is given")
    yield from fields(was, now, pause="what stops its clock", warn_before="when it warns")


def _guards(old: Pack, new: Pack) -> Iterator[Change]:
    was, now = ({guard.id: guard for guard in pack.guards} for pack in (old, new))
    yield from differing("guards", was, now, lambda guard: f'"{guard.sentence}"', _of_guard)


def _of_guard(was: Guard, now: Guard) -> Iterator[str]:
    if was.sentence != now.sentence:
        yield f'said "{was.sentence}" and says "{now.sentence}"'
    yield from fields(
        was, now, predicate="what it checks", commands="the commands it binds", stages="the stages it binds"
    )
    for name in sorted({*was.params, *now.params}):
        if was.params.get(name) != now.params.get(name):
            yield f"{said(name)}: was {said(was.params.get(name))}, becomes {said(now.params.get(name))}"


def _commitments(old: Pack, new: Pack) -> Iterator[Change]:
    """By the map of the new pack, so that a renumbered one is not taken for another."""
    moved = new.commitment_map if new.replaces == old.version else {}
    now = {number: moved.get(number, number) for number in old.commitments}
    for number, became in now.items():
        if became is None or became not in new.commitments:
            yield Change("commitments", number, f"{number} is dropped: {old.commitments[number].summary}")
        elif became != number:
            yield Change("commitments", number, f"{number} becomes {became}")
        if became in new.commitments and old.commitments[number].summary != new.commitments[became].summary:
            yield Change("commitments", number, f"{became} is worded anew: {new.commitments[became].summary}")
        if became in new.commitments and old.commitments[number].rules != new.commitments[became].rules:
            yield Change("commitments", number, f"the date rules of {became} change")
    for number in new.commitments.keys() - set(now.values()):
        yield Change("commitments", number, f"{number} is new: {new.commitments[number].summary}")


def _offices(old: Pack, new: Pack) -> Iterator[Change]:
    was, now = old.triage, new.triage
    yield from named("offices", "triage", fields(was, now, by="who gives first advice"))
    yield from named(
        "offices", "triage", fields(was, now, fallback_when_conflicted="who advises where that office may not")
    )
    for stage in new.stages:
        before = _stage_by_id(old).get(stage.id)
        if before is not None:
            yield from named("offices", stage.id, _of_offices(before, stage))
    yield from sets("offices", "role", (role.id for role in old.roles), (role.id for role in new.roles))


def _of_offices(was: Stage, now: Stage) -> Iterator[str]:
    yield from fields(
        was.office, now.office, name="the office", appointers="who appoints", trained="the training it needs"
    )
    yield from fields(was.office, now.office, conflict="the conflict rules", waivable="what the parties may waive")
    yield from fields(was.group, now.group, body="who reviews", drawn_from="whom the group is drawn from")
    yield from fields(
        was.group, now.group, convened_by="who convenes", quorum="the quorum", size="the number of members"
    )
    yield from fields(
        was.group, now.group, sectors_needed="the sectors needed", conflict="the conflict rules of the group"
    )


def _notices(old: Pack, new: Pack) -> Iterator[Change]:
    was, now = ({notice.type: notice for notice in pack.notices} for pack in (old, new))
    yield from differing("notices", was, now, lambda notice: f"to {', '.join(notice.to)}", _of_notice)


def _of_notice(was: NoticeRule, now: NoticeRule) -> Iterator[str]:
    yield from fields(was, now, trigger="what causes it", trigger_when="when it goes out", to="who gets it")
    yield from fields(was, now, must_say="what it must say", reminders="its reminders")


def _outside(old: Pack, new: Pack) -> Iterator[Change]:
    was, now = ({way.id: way for way in pack.procedure.exits_any_stage if way.effect} for pack in (old, new))
    effects = {"pause": "the clocks stop", "record": "the clocks go on", "parallel": "both go on"}
    yield from differing(
        "outside routes",
        was,
        now,
        lambda way: effects.get(way.effect or "", ""),
        lambda one, two: fields(one, two, effect="what it does to the clocks", leave_needed="whether leave is needed"),
    )
    effect = old.procedure.external_route_effect, new.procedure.external_route_effect
    differs = fields(
        *effect, default="what going outside does", pause_when="when the clocks stop", resume_on="what starts them"
    )
    yield from named("outside routes", "any", differs)


def _stage_by_id(pack: Pack) -> dict[str, Stage]:
    return {stage.id: stage for stage in pack.stages}


def _label(stage: Stage) -> str:
    return f"{stage.label}, {said(stage.type)}"


def _ways_by_outcome(pack: Pack) -> dict[str, Way]:
    return {f"{_from(way)}, {said(way.exit.outcome or '')}": way for way in ways(pack)}


def _from(way: Way) -> str:
    return "any open stage" if way.start == ANYWHERE else way.start


def _way(way: Way) -> str:
    return f"leads to {_end(way)}"


def _end(way: Way) -> str:
    return f"the end of the case: {said(way.to)}" if way.closes else f"'{way.to}'"
