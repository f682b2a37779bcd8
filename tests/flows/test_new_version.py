"""A new version of the rules while cases run: each case keeps its own, and what changed is shown."""

from concord_shared.packs.model import Pack

SHORTER = 15


def second(pack: Pack) -> Pack:
    """Mediation is shorter; where it fails the review follows at once, without an investigation."""
    data = pack.to_data()
    data["pack"] |= {"version": "2", "replaces": {"version": pack.version, "commitments": {"9.2": "30.1"}}}
    data["commitments"] = [each | ({"no": "30.1"} if each["no"] == "9.2" else {}) for each in data["commitments"]]
    mediation = next(each for each in data["procedure"]["stages"] if each["type"] == "facilitated")
    mediation["deadlines"][0]["value"] = SHORTER
    review = next(each["id"] for each in data["procedure"]["stages"] if each["type"] == "panel_review")
    next(each for each in mediation["exits"] if each["outcome"] == "failed")["to"] = review
    return Pack.from_data(data)


def opened(concord, case) -> list[tuple[str, str]]:
    """The stages of a case with the version under which each was opened."""
    facts = [each for each in concord.facts("intake") if each.envelope.case == case]
    stages = [each.fact for each in facts if type(each.fact).__name__ == "StageOpened"]
    return [(stage.stage_id, stage.pack_version) for stage in stages]


async def test_cases_keep_the_version_that_they_were_accepted_under(on_one_machine, rotherham):
    after = second(rotherham)
    async with on_one_machine() as concord:
        journey, caller = concord.journey, concord.caller
        await journey.set_up()
        first = await journey.to_mediation()
        waiting = await journey.raise_concern()

        published = await caller.do("directory.PublishPack", "system/administrator", content=after.to_data())
        assert published["version"] == "2"
        await concord.settle()

        await journey.advise(waiting)
        await to_mediation(journey, waiting)
        third = await journey.to_mediation()
        await journey.decline(third)
        await journey.decline(waiting)
        await to_the_end(journey, first)
        await concord.settle()

        old, new = rotherham.version, after.version
        order = [stage.id for stage in rotherham.stages]
        assert opened(concord, first) == [(stage, old) for stage in order]
        shortened = [(stage, new) for stage in ("informal", "mediation", "review")]
        assert opened(concord, waiting) == opened(concord, third) == shortened
        raised = {each.envelope.case: each.fact for each in concord.facts("intake") if _is_raised(each.fact)}
        assert [raised[each].pack_version for each in (first, waiting, third)] == [old, old, new]

        rule = next(each.id for each in rotherham.deadlines if each.stage == "mediation")
        lengths = [length(concord, case, rule) for case in (first, waiting, third)]
        assert lengths == [20, SHORTER, SHORTER]
        history = await caller.ask("directory.PackHistory", "system/administrator", pack_id=rotherham.id)
        assert [(each["done"], each["version"]) for each in history["history"]] == [
            ("published", old),
            ("published", new),
        ]
        assert history["history"][1]["commitment_map"] == {"9.2": "30.1"}


def _is_raised(fact) -> bool:
    return type(fact).__name__ == "ConcernRaised"


def length(concord, case, rule) -> int:
    """In working days, as the deadline itself says it."""
    facts = [each.fact for each in concord.facts("mediation") if each.envelope.case == case]
    (found,) = [each for each in facts if type(each).__name__ == "DeadlineSet" and each.deadline_id == rule]
    return int(found.value)


async def to_mediation(journey, case) -> None:
    await journey.attempt(case)
    for org in (journey.raiser, journey.respondent):
        await journey.confirm(case, org)


async def to_the_end(journey, case) -> None:
    await journey.decline(case)
    await journey.investigate(case)
    await journey.review(case)
    for org in (journey.raiser, journey.respondent):
        await journey.answer(case, org)
