"""Letters of the other Compacts: to whom, and what they say of champions, seats, statements and national bodies."""

from datetime import date

import pytest

from concord_notify.application.templates import template_of
from concord_notify.domain.facts import NoticePrepared
from concord_notify.domain.letters import write
from concord_notify.domain.recipients import recipients
from concord_notify.domain.scene import Addressee, Scene
from concord_notify.domain.triggers import caused, words_for
from concord_notify.domain.vocabulary import REPRESENTATIVE
from concord_notify.domain.wanted import why_dropped
from concord_shared.calendar.snapshot import england
from concord_shared.contracts.base import Asked, Party, Seat, Told
from concord_shared.contracts.clock import DeadlineLapsed
from concord_shared.contracts.directory import OrganisationRegistered, RoleAssigned
from concord_shared.contracts.intake import (
    ConcernAccepted,
    ConcernInformationRequested,
    FirstContactRecorded,
    NationalReferralMade,
    StageOpened,
    SupportRequested,
)
from concord_shared.contracts.mediation import CriticalFriendEngaged, SeatNotOpen
from concord_shared.contracts.panel import StatementLogged
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.loading import builtin, load

DAY = date(2027, 2, 1)
PARTIES = (
    Party(org="allotments", side="raising", sector="vcs"),
    Party(org="council", side="responding", sector="public"),
)
ORGS = {"allotments": "vcs", "council": "public", "trust": "public"}
COUNCIL = Addressee(REPRESENTATIVE, "council")


def directory(*offices):
    copy = DirectoryCopy()
    for org, sector in ORGS.items():
        copy.apply(OrganisationRegistered(org=org, name=org.capitalize(), sector=sector, kind="group"))
    for office, org in offices:
        held = {"office": office, "org": org, "employer_org": org, "starts_on": date(2020, 1, 6)}
        copy.apply(RoleAssigned(officer=f"o-{org}-{office}", **held))
    return copy


def scene(compact, *contracts, offices=()):
    """The last of `contracts` is what was just told."""
    pack = load(builtin()[compact])
    told = [message(number, contract) for number, contract in enumerate(contracts, 1)]
    return Scene(told[-1], pack, england(), directory(*offices), DAY, tuple(told[:-1]))


def message(number, contract):
    known = {"event_id": f"e{number}", "occurred_on": DAY, "recorded_at": None, "correlation_id": "c"}
    return Told(service="intake", position=number, about="c", case="c", contract=contract, **known)


def opened(compact, stage_id, **more):
    stage = load(builtin()[compact]).stage(stage_id)
    known = {"stage_type": stage.type, "label": stage.label, "pack_version": "1", "parties": PARTIES}
    return StageOpened(stage_id=stage_id, caused_by=stage.entry.on, **known, **more)


def letters(found):
    """By type, to whom."""
    return {rule.type: recipients(words_for(rule, found), found) for rule in caused(found)}


def text(found, kind, to=COUNCIL):
    rule = next(each for each in caused(found) if each.type == kind)
    return " ".join(write(template_of(kind), found.to_one(rule, to)).body.split())


CHAMPIONS = (("compact_champion", "allotments"), ("compact_champion", "council"), ("compact_champion", "trust"))


def test_the_champions_of_the_parties_are_called_and_no_others():
    found = scene("darlington", opened("darlington", "champions"), offices=CHAMPIONS)

    called = letters(found)["champions_called"]
    assert called == (Addressee("compact_champion", "allotments"), Addressee("compact_champion", "council"))


def test_a_prompt_to_champions_goes_to_those_of_the_parties():
    lapsed = DeadlineLapsed(deadline_id="DAR-D01", stage_id="champions", due_on=DAY)
    found = scene("darlington", opened("darlington", "champions"), lapsed, offices=CHAMPIONS[1:])

    told = letters(found)["deadline_lapsed"]
    assert Addressee("compact_champion", "council") in told
    assert "trust" not in {each.org for each in told}


def test_support_is_asked_of_the_own_champion_and_of_nobody_else_s():
    asked = SupportRequested(kind="champion", by_party="council")

    own = scene("staffordshire", opened("staffordshire", "informal"), asked, offices=CHAMPIONS)
    assert letters(own)["champion_support"] == (Addressee("compact_champion", "council"),)
    none = scene("staffordshire", opened("staffordshire", "informal"), asked, offices=CHAMPIONS[2:])
    assert letters(none)["champion_support"] == (Addressee("compact_champion"),)
    adjustment = SupportRequested(kind="adjustment", by_party="council")
    assert "champion_support" not in letters(scene("staffordshire", adjustment))


def test_missing_parts_of_a_statement_are_asked_of_whoever_made_it_alone():
    parts = {"missing": (), "missing_parts": ("good_outcome",), "stage_id": "panel", "by_party": "council"}
    found = scene("staffordshire", opened("staffordshire", "panel"), ConcernInformationRequested(**parts))

    assert letters(found) == {"statement_incomplete": (COUNCIL,)}
    said = text(found, "statement_incomplete")
    assert "What would be a good outcome" in said


def test_what_is_missing_in_the_concern_itself_is_asked_of_the_raiser():
    missing = ConcernInformationRequested(missing=(), missing_parts=("commitment",))

    assert set(letters(scene("staffordshire", missing))) == {"information_request"}
    assert "name the commitment" in text(scene("derbyshire", missing), "information_request")


@pytest.mark.parametrize(("missing", "dropped"), [((), "answered"), (("problem",), None)])
def test_a_reminder_of_missing_parts_is_dropped_once_the_statement_is_complete(missing, dropped):
    known = {"template_version": "1", "subject": "S", "caused_on": DAY, "send_on": DAY, "notice_id": "n"}
    prepared = NoticePrepared(
        notice_type="statement_incomplete",
        office=REPRESENTATIVE,
        org="council",
        cause="ConcernInformationRequested",
        caused_by="e1",
        stage_id="panel",
        number=1,
        **known,
    )
    logged = StatementLogged(stage_id="panel", parts_present=("problem",), missing=missing, by_party="council")

    assert why_dropped(prepared, [message(2, logged)]) == dropped


def test_a_stage_whose_period_runs_from_first_contact_says_its_day_and_why():
    contact = FirstContactRecorded(body="working_group", by_party="council")
    asked = Asked(by_party="council")
    found = scene("staffordshire", contact, opened("staffordshire", "panel", asked=asked))

    assert "Monday 15 March 2027" in text(found, "stage_opened")
    assert "Monday 15 March 2027" in text(found, "panel_wanted", Addressee("working_group", "trust"))


def test_a_national_referral_names_the_body_and_says_that_it_has_to_be_asked_first():
    referred = NationalReferralMade(body="compact_voice", by_party="council")
    said = text(scene("darlington", referred, opened("darlington", "national")), "national_referral")

    assert "Compact voice" in said
    assert "Commissioner" not in said
    assert "ask there first" in said


def test_the_letter_about_a_critical_friend_names_the_seat_and_those_that_were_closed():
    engaged = CriticalFriendEngaged(
        seat=Seat(area="derbyshire", sector="vcs"),
        friend_ref="o-1",
        friend_org="trust",
        asked_by="allotments",
        directory_position=1,
        passed_over=(SeatNotOpen(area="derbyshire", sector="public", why="employed_by_party"),),
    )
    found = scene("derbyshire", opened("derbyshire", "critical_friend"), engaged)

    said = text(found, "critical_friend_engaged")
    assert letters(found)["critical_friend_engaged"] == (Addressee(REPRESENTATIVE, "allotments"), COUNCIL)
    assert "The officer comes from Trust" in said
    assert "Derbyshire, statutory sector: whoever holds it works for" in said
    assert "o-1" not in said
    lapsed = DeadlineLapsed(deadline_id="DER-D02", stage_id="critical_friend", due_on=DAY)
    found = scene("derbyshire", opened("derbyshire", "critical_friend"), engaged, lapsed)
    assert Addressee("critical_friend", "trust") in letters(found)["deadline_lapsed"]


def test_an_acceptance_by_a_check_of_form_says_what_is_left_out():
    accepted = ConcernAccepted(
        pack_version="1",
        cited=(),
        themes=(),
        raising=("allotments",),
        responding=("council",),
        same_sector=False,
        adopted=False,
        in_scope=("compact_working_failed",),
        out_of_scope=("contract_breach",),
    )

    said = text(scene("staffordshire", accepted), "advice_positive")
    assert "compact working failed" in said
    assert "This does not, and has its own route: - Breach of a contract" in said
