"""Two cases in one transaction, through all services: split and merged, told once, and audited without a finding."""

from concord.auditing.replay import audit
from concord_shared.testing.journey import RAISER, RESPONDENT

OTHER = "rotherham_ccg"
COORDINATOR = "var/coordinator"
WHY = "These two would still like to talk."


async def raised(journey, *respondents):
    said = {"channel": "phone_by_proxy", "raiser_kind": "organisation", "raiser_org": RAISER, "cited": ["9.2"]}
    adviser = f"var/{journey.offices.advice}"
    reply = await journey.soon(
        lambda: journey.caller.do(
            "intake.RaiseConcern", adviser, **said, respondent_orgs=list(respondents), text="The grant was ended."
        )
    )
    await journey.advise(reply["case"])
    return reply["case"]


async def split(journey, case):
    moved = [RAISER, RESPONDENT]
    await journey.caller.do("intake.SplitCase", COORDINATOR, case, parties_moved=moved, reason=WHY)
    for org in moved:
        reply = await journey.party("intake.AgreeSplit", org, case)
    return reply["other_case"]


async def test_a_case_is_split_and_its_part_is_merged_into_another_and_the_record_audits(on_one_machine):
    async with on_one_machine() as concord:
        journey = concord.journey
        await journey.set_up()
        kept, whole = await raised(journey, RESPONDENT), await raised(journey, RESPONDENT, OTHER)
        part = await split(journey, whole)
        await journey.caller.do("intake.MergeCases", COORDINATOR, part, into=kept, reason=WHY)
        for org in (RAISER, RESPONDENT):
            await journey.party("intake.AgreeMerge", org, part)
        for org in (RAISER, OTHER):
            await journey.confirm(whole, org)
        await concord.settle()
        states = {
            case: concord.machine.of(concord.compact, "intake").memory.read(f"case-{case}").state
            for case in (kept, whole, part)
        }
        mediation, oversight = concord.names("mediation"), concord.facts("oversight")
        place = concord.machine.place
    found = audit(place.store_url, concord.compact)

    assert [(states[case].phase, states[case].orgs) for case in (kept, whole)] == [
        ("open", (RAISER, RESPONDENT)),
        ("open", (RAISER, OTHER)),
    ]
    assert states[part].closed_for == "merged"
    assert mediation.count("MediationOpened") == 1
    counted = [each.fact.case_id for each in oversight if type(each.fact).__name__ == "DisputeCounted"]
    assert sorted(counted) == sorted([kept, whole])
    assert [f"{each.where}: {each.what}: {each.expected}, found {each.found}" for each in found.findings] == []
