"""Who walks by which pack, and what they may try: Rotherham's people, and those of the other three Compacts."""

from typing import Any

from .tries import TRIES, either
from .walking import ADVISER, PEOPLE, RAISED, Cast, Try, fixed, held

PUBLIC, AUDITOR = "public/public", "system/auditor"
NEW = ("received",)


def concern(by: str, about: str, cited: str) -> dict[str, Any]:
    org = by.partition("/")[0]
    more = {"raiser_org": org, "represents": [org], "respondent_orgs": [about], "cited": [cited]}
    return {"channel": "web", "raiser_kind": "organisation", "text": "Nobody had asked us.", **more}


def anywhere(stages: tuple[str, ...], sides: tuple[str, ...], coordinator: str) -> tuple[Try, ...]:
    """What parties may do in every stage, whatever the Compact."""
    return (
        Try("intake.GiveExplanation", stages, sides, fixed(admits="partly", text="There was no time."), rare=0.8),
        Try("intake.ReportSettlement", stages, sides, fixed(text="We share the hall."), rare=0.85),
        Try("intake.ConfirmSettlement", stages, sides, rare=0.85),
        Try("intake.WithdrawCase", (*NEW, *stages), sides[:1], rare=0.95),
        Try("intake.RecordExternalRemedy", (*NEW, *stages), sides, fixed(kind="ombudsman"), rare=0.8),
        Try("intake.ResumeCase", stages, (coordinator, *sides), fixed(why="outcome_reported"), rare=0.2),
        Try("intake.RecordLesson", ("closed",), sides, fixed(text="Ask early.", about="process")),
    )


def looked_at(adviser: str, command: str, *bodies: dict[str, Any]) -> tuple[Try, ...]:
    return (
        Try("intake.AcknowledgeConcern", NEW, (adviser,)),
        Try("intake.RequestInformation", NEW, (adviser,), fixed(missing=["Since when?"]), rare=0.7),
        Try("intake.SupplyInformation", ("awaiting_information",), (adviser,), fixed(text="Since May.")),
        Try(f"intake.{command}", NEW, (adviser,), either(*bodies)),
    )


def reviewed(
    place: str, chairs: tuple[str, ...], convener: str, orgs: tuple[str, ...], *groups: list[str]
) -> tuple[Try, ...]:
    """Convened, each side heard, a recommendation; `groups` are members proposed by turns."""
    return (
        Try("panel.ConveneReview", (place,), (convener,), either(*({"members": each} for each in groups))),
        *(Try("panel.HearParty", (place,), chairs, held(party=org)) for org in orgs),
    )


def answered(places: tuple[str, ...], sides: tuple[str, ...]) -> Try:
    answers = either({"response": "accept"}, {"response": "reject", "reason": "It asks too much."})
    return Try("panel.RespondToRecommendation", places, sides, answers)


CHOIR, COUNCIL = "skerne-choir/representative", "darlington_bc/representative"
LEAD, DESK, HUB = "evolution/lead_body", "evolution/coordinator", "tees-hub/steering_group"
COLLEGE, FIRE = "tees-college/steering_group", "tees-fire/steering_group"
CHAMPIONS = ("skerne-choir/compact_champion", "darlington_bc/compact_champion")
DAR_STAGES = ("champions", "panel", "responses", "national")
STEERING = ["officer-tees-hub-member", "officer-college-member", "officer-fire-member"]
DARLINGTON = Cast(
    "darlington",
    CHOIR,
    concern(CHOIR, "darlington_bc", "DA-DP-1"),
    (CHOIR, COUNCIL, LEAD, DESK, HUB, COLLEGE, FIRE, *CHAMPIONS, PUBLIC, AUDITOR),
    (
        *looked_at(
            LEAD,
            "AdviseCompactRelated",
            *[{"advice": "yes", "reasons": "It is about how it was done.", "in_scope": ["timely"]}] * 5,
            {
                "advice": "no",
                "reasons": "It is the policy itself.",
                "reason": "in_house_policy",
                "route": "The Council.",
            },
        ),
        Try("intake.RecordInformalAttempt", DAR_STAGES[:1], (*CHAMPIONS, CHOIR), held(means="meeting", result="none")),
        Try(
            "intake.ConfirmExhausted",
            DAR_STAGES[:1],
            (CHOIR, COUNCIL),
            fixed(statements=["champions_attempt_recorded"]),
        ),
        *reviewed("panel", (COLLEGE,), LEAD, ("skerne-choir", "darlington_bc"), STEERING, STEERING[:2]),
        Try("panel.MakeRecommendation", ("panel",), (COLLEGE, HUB), fixed(text="Let the hall in turns.")),
        answered(("responses",), (CHOIR, COUNCIL)),
        Try(
            "intake.ReferToNational",
            ("responses",),
            (CHOIR, COUNCIL),
            either({"body": "compact_voice"}, {"body": "none"}),
        ),
        Try(
            "intake.RecordNationalOutcome",
            ("national",),
            (DESK, COUNCIL),
            either(*({"outcome": each, "letter": "In the file."} for each in ("followed", "not_followed"))),
        ),
        *anywhere(DAR_STAGES, (CHOIR, COUNCIL), DESK),
    ),
)
CARERS, COUNTY = "dale-carers/representative", "derbyshire_cc/representative"
FRIENDS = (
    "peak-voices/critical_friend/officer-peak-friend",
    "derby_city_council/critical_friend/officer-derby-friend",
    "derby-voices/critical_friend/officer-voices-friend",
)
CONVENER, PARTNER = "erewash-hub/coordinator", "peak-fire/partner_group"
DER_STAGES = ("direct", "critical_friend", "partner_group", "responses")
PARTNERS = ["officer-erewash-partner", "officer-college-partner", "officer-fire-partner"]
WITH_A_TIE = ["officer-county-partner", *PARTNERS[:2]]
DERBYSHIRE = Cast(
    "derbyshire",
    CARERS,
    concern(CARERS, "derbyshire_cc", "13.2"),
    (CARERS, COUNTY, *FRIENDS, CONVENER, PARTNER, "derby-college/partner_group", PUBLIC, AUDITOR),
    (
        *looked_at(CONVENER, "AcceptConcern", {}),
        Try("intake.RecordInformalAttempt", DER_STAGES[:1], (CARERS,), held(means="call", result="none")),
        Try(
            "intake.ContactCriticalFriend",
            DER_STAGES[:1],
            (CARERS, COUNTY),
            either(
                {"statements": ["no_satisfactory_outcome"]},
                {"statements": ["no_satisfactory_outcome"], "seat": {"area": "derby", "sector": "vcs"}},
            ),
        ),
        Try(
            "mediation.EngageCriticalFriend",
            ("critical_friend",),
            (CARERS, CONVENER),
            either({"area": "derbyshire", "sector": "vcs"}, {"area": "derbyshire", "sector": "public"}),
        ),
        Try("mediation.StandDown", ("critical_friend",), FRIENDS, fixed(reason="I shall be away."), rare=0.6),
        Try("mediation.RecordSession", ("critical_friend",), FRIENDS, held()),
        Try("mediation.RecordTerms", ("critical_friend",), FRIENDS, fixed(text="A bus on Mondays.")),
        Try("mediation.ConfirmTerms", ("critical_friend",), (CARERS, COUNTY), fixed(text="A bus on Mondays.")),
        Try("mediation.DeclineMediation", ("critical_friend",), (COUNTY,), rare=0.7),
        Try("mediation.DeclareNoAgreement", ("critical_friend",), (*FRIENDS, CARERS)),
        *reviewed("partner_group", (PARTNER,), CONVENER, ("dale-carers", "derbyshire_cc"), PARTNERS, WITH_A_TIE),
        Try("panel.MakeRecommendation", ("partner_group",), (PARTNER,), fixed(text="A bus on two days.")),
        answered(("responses",), (CARERS, COUNTY)),
        *anywhere(DER_STAGES, (CARERS, COUNTY), CONVENER),
    ),
)
MOOR, BOROUGH = "moor-carers/representative", "stafford_bc/representative"
MEMBERS = ("vast/working_group", "staffs_chambers/working_group", "sot_staffs_fra/working_group")
STOKE, VAST = "stoke_cc/working_group", "vast/coordinator"
STA_STAGES = ("informal", "panel", "responses", "further_mediation")
PANEL = ["officer-vast-member", "officer-chambers-member", "officer-fire-member"]
HALF = {"problem": "The club has no room.", "good_outcome": "A room until the summer."}
REST = {"steps_so_far_by_the_parties": "One meeting.", "why_not_resolved": "No room was found."}
STAFFORDSHIRE = Cast(
    "staffordshire",
    MOOR,
    concern(MOOR, "stafford_bc", "SS-2.5"),
    (MOOR, BOROUGH, *MEMBERS, STOKE, VAST, "stafford_bc/compact_champion", PUBLIC, AUDITOR),
    (
        *looked_at(
            STOKE,
            "AcceptConcern",
            *[{"in_scope": ["compact_working_failed"]}] * 4,
            {"accept": "no", "reasons": "A contract.", "reason": "contract_breach", "route": "Its own procedure."},
        ),
        Try("intake.RecordInformalAttempt", STA_STAGES[:1], (MOOR, BOROUGH), held(means="meeting", result="none")),
        Try("intake.AskChampionSupport", STA_STAGES[:1], (MOOR, BOROUGH), rare=0.6),
        Try("intake.ContactWorkingGroup", STA_STAGES[:1], (MOOR, BOROUGH)),
        Try("panel.SubmitStatement", ("panel",), (MOOR, BOROUGH), either({"parts": HALF}, {"parts": REST})),
        *reviewed(
            "panel",
            MEMBERS[:1],
            MEMBERS[0],
            ("moor-carers", "stafford_bc"),
            PANEL,
            [*PANEL[:2], "officer-stafford-member"],
        ),
        Try(
            "panel.MakeRecommendation",
            ("panel",),
            MEMBERS,
            either(
                {"kind": "no_solution", "text": "We found no way that suits both."},
                {"kind": "solution_offered", "text": "A room on Mondays."},
                {"kind": "solution_offered", "text": "The Council has won."},
            ),
        ),
        answered(("responses",), (MOOR, BOROUGH)),
        Try("mediation.ConsentToMediation", ("further_mediation",), (MOOR, BOROUGH)),
        Try("mediation.SupportFurtherMediation", ("further_mediation",), MEMBERS, fixed(means="introduced")),
        Try(
            "mediation.RecordOutsideResult",
            ("further_mediation",),
            (MOOR, BOROUGH),
            either({"result": "settled"}, {"result": "not_agreed"}),
        ),
        *anywhere(STA_STAGES, (MOOR, BOROUGH), VAST),
    ),
)
ROTHERHAM = Cast("rotherham", ADVISER, RAISED, PEOPLE, TRIES)
CASTS = (ROTHERHAM, DARLINGTON, DERBYSHIRE, STAFFORDSHIRE)
