"""What the coordinator says about two cases stays sealed, and no decision needs it."""

from datetime import date

from concord_shared.testing.sealing import stored

from .conftest import RAISER, RESPONDENT, actor

CCG = "rotherham_ccg"
COORDINATOR = actor("var", "coordinator")
ON = date(2027, 4, 12)
SECRETS = ("The Council would still talk.", "The same letter.", "A matter of one manager.")


def test_the_reasons_for_a_split_a_merge_and_a_link_stay_sealed(intake, tmp_path):
    first, again = intake.advised(respondent_orgs=[RESPONDENT, CCG]), intake.advised()
    moved = [RAISER, RESPONDENT]
    intake.do("SplitCase", COORDINATOR, first, ON, parties_moved=moved, reason=SECRETS[0]).accepted()
    for org in moved:
        came = intake.do("AgreeSplit", actor(org), first, ON).accepted()
    linked = came.answer["other_case"]
    intake.do("LinkCases", COORDINATOR, again, ON, other=first, reason=SECRETS[2]).accepted()
    intake.do("MergeCases", COORDINATOR, again, ON, into=linked, reason=SECRETS[1]).accepted()
    for org in moved:
        intake.do("AgreeMerge", actor(org), again, ON).accepted()

    with stored(intake, tmp_path) as on_record:
        on_record.stays_sealed(SECRETS)


def test_each_party_reads_its_own_cases_history_in_words(intake):
    first = intake.advised(respondent_orgs=[RESPONDENT, CCG])
    moved = [RAISER, RESPONDENT]
    intake.do("SplitCase", COORDINATOR, first, ON, parties_moved=moved, reason=SECRETS[0]).accepted()
    for org in moved:
        came = intake.do("AgreeSplit", actor(org), first, ON).accepted()
    linked = came.answer["other_case"]

    def said(case):
        return [line["words"] for line in intake.ask("History", actor(RAISER), case=case)["facts"]]

    assert f"{RAISER}, {RESPONDENT} go on in the case {linked}. {RESPONDENT} left this one." in said(first)
    assert said(linked)[0] == f"This case goes on with a part of the case {first}."
