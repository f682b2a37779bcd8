"""Lines for reports: noted beside what they lead to, once each, and told in a stream of their own."""

from datetime import UTC, date

from concord_oversight.domain import facts
from concord_oversight.messaging.reports import reported
from concord_shared.contracts.directory import RoleAssigned, RoleEnded
from concord_shared.contracts.intake import CaseClosed, ConcernRaised, ConfirmationWithheld
from concord_shared.contracts.mediation import MediationFailed
from concord_shared.contracts.notify import NoticeIssued, Recipient

ON = date(2027, 2, 15)
FAILED = MediationFailed(
    stage_id="mediation", reason="declined", stage_opened_on=ON, ended_on=ON, working_days_used=3, sessions=0
)


def lines(desk):
    return [(each.of, each.figures) for each in desk.facts(facts.Reported)]


def test_each_service_is_heard_for_reports(desk):
    desk.hear("intake", ConcernRaised(channel="web", raiser_kind="organisation", respondent_orgs=("rmbc",)), "CASE-1")
    desk.hear("mediation", FAILED, "CASE-1", ON)
    notice = {"notice_id": "n", "template_version": "1", "caused_by": "x", "content_sha256": "0"}
    to = Recipient(office="party", org="green-doorstep")
    desk.hear(
        "notify", NoticeIssued(**notice, notice_type="closure", to=to, channel="email", issued_at=desk.now), "CASE-1"
    )

    assert [of for of, _ in lines(desk)] == ["intake.ConcernRaised", "mediation.MediationFailed", "notify.NoticeIssued"]
    at = desk.now.astimezone(UTC).isoformat(timespec="seconds")
    assert lines(desk)[2][1] == {"notice": "n", "notice_type": "closure", "channel": "email", "issued_at": at}


def test_what_is_heard_twice_is_noted_once(desk):
    desk.hear("mediation", FAILED, "CASE-1", ON)

    assert desk.receive(desk.heard[-1]).facts == ()
    assert len(lines(desk)) == 1


def test_a_withheld_confirmation_is_a_figure_without_content(desk):
    """S04.2: the learning group learns of it as a number."""
    desk.hear("intake", ConfirmationWithheld(party_side="responding", reminders=2), "CASE-1", ON)

    assert lines(desk) == [("intake.ConfirmationWithheld", {"party_side": "responding", "reminders": 2})]


def test_a_lead_is_noted_under_the_organisation_and_no_other_office_is(desk, sample):
    named = {"org": "rmbc", "employer_org": "rmbc", "starts_on": ON}
    for officer, office in (("o-1", "compact_lead"), ("o-2", "compact_lead"), ("o-3", "ceo_group")):
        told = RoleAssigned(officer=officer, office=office, **named)
        sample.copy.apply(told)
        desk.hear("directory", told, None, ON)
    desk.hear("directory", RoleEnded(officer="o-1", office="compact_lead", org="rmbc", ended_on=ON), None, ON)

    noted = [(each.stream, each.fact.figures) for each in desk.recorded if isinstance(each.fact, facts.Reported)]
    assert [stream for stream, _ in noted] == ["report-org-rmbc"] * 3
    assert noted[-1][1] == {"office": "compact_lead", "ended_on": ON.isoformat(), "still_held": True}
    assert "o-1" not in str(noted)


def test_a_pattern_is_reported_without_its_key_or_its_cases(desk, accepted):
    for number in (1, 2, 3):
        accepted(f"CASE-{number}", date(2026, 9, number), "11.2", raising=(f"group-{number}",))

    of_pattern = [figures for of, figures in lines(desk) if of == "oversight.RepeatedDisputePatternDetected"]
    assert of_pattern == [
        {
            "level": "same_commitment",
            "count": 3,
            "respondents": ("rmbc",),
            "commitments": ("11.2",),
            "window_from": "2024-09-03",
            "window_to": "2026-09-03",
            "first": True,
            "outcomes": {"open": 3},
        }
    ]


def test_a_line_is_said_with_its_case_and_day_and_nothing_else_is(desk, accepted):
    accepted("CASE-1", date(2026, 9, 1), "11.2")
    closed = CaseClosed(reason="settled", opened_on=ON, closed_on=ON)
    desk.hear("intake", closed, "CASE-1", ON)

    said = [line for line in map(reported, desk.recorded) if line is not None]

    assert [(each.of, each.about, each.occurred_on) for each in said] == [
        ("intake.ConcernAccepted", "CASE-1", date(2026, 9, 1)),
        ("intake.CaseClosed", "CASE-1", ON),
    ]
    assert len(desk.recorded) > len(said)
