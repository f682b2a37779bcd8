"""The allow-list of reporting: by public fact, each figure with the field that it comes from and how it is shown."""

from collections.abc import Mapping
from typing import Literal

Show = Literal[
    "code",
    "codes",
    "day",
    "number",
    "flag",
    "how_many",
    "cited",
    "bodies",
    "sectors",
    "raising_sectors",
    "responding_bodies",
    "counts",
    "found",
    "found_about",
    "heard_fairly",
    "moment",
    "small_groups",
    "held_by_others",
]
Allowed = Mapping[str, tuple[str, Show]]


def _as_is(how: Show, *fields: str) -> dict[str, tuple[str, Show]]:
    return {field: (field, how) for field in fields}


SIDES: Allowed = {"raising_sectors": ("parties", "raising_sectors"), "responding": ("parties", "responding_bodies")}
STAGE = _as_is("code", "stage_id")
OF_INTAKE: Mapping[str, Allowed] = {
    "ConcernRaised": {
        **_as_is("code", "channel", "raiser_kind"),
        "responding": ("respondent_orgs", "bodies"),
        "responding_sectors": ("respondent_orgs", "sectors"),
        "represented": ("represents", "how_many"),
        **_as_is("cited", "cited"),
        "adjustments_asked": ("adjustments", "how_many"),
        **_as_is("flag", "foi_notice_shown"),
    },
    "ConcernAcknowledged": _as_is("code", "how"),
    "ConcernInformationRequested": {
        "asked": ("missing", "how_many"),
        **_as_is("codes", "missing_parts"),
        **_as_is("code", "stage_id"),
        **_as_is("day", "answer_by"),
    },
    "ConcernInformationSupplied": {"still_missing": ("still_missing", "how_many")},
    "CompactRelatednessAdvised": {**_as_is("code", "advice"), **_as_is("codes", "in_scope", "out_of_scope")},
    "ConcernAccepted": {
        **_as_is("cited", "cited"),
        **_as_is("codes", "themes"),
        "raising_sectors": ("raising", "sectors"),
        "small_groups": ("raising", "small_groups"),
        **_as_is("bodies", "responding"),
        "responding_sectors": ("responding", "sectors"),
        **_as_is("flag", "same_sector", "adopted"),
        **_as_is("codes", "in_scope", "out_of_scope"),
    },
    "ConcernSignposted": {**_as_is("code", "reason"), **_as_is("flag", "partial")},
    "SecondLookRequested": _as_is("code", "office"),
    "ConcernAdopted": {"raiser_consents": ("raiser_consents", "flag")},
    "PartyAdded": _as_is("code", "side"),
    "PartyLeft": _as_is("code", "side", "why"),
    "SupportRequested": _as_is("code", "kind"),
    "SupportProvided": _as_is("code", "kind"),
    "SurveyAnswered": _as_is("number", "fair", "clear", "useful"),
    "ExternalRemedyRecorded": _as_is("code", "kind", "effect"),
    "CaseSuspended": _as_is("code", "stage_id", "why"),
    "CaseResumed": _as_is("code", "stage_id", "why"),
    "LessonRecorded": {
        "lesson": ("lesson_id", "code"),
        **_as_is("code", "capacity", "kind", "about"),
        **_as_is("flag", "shareable"),
    },
    "ExplanationGiven": {**_as_is("code", "admits"), "commitments": ("commitments", "cited")},
    "DateEvidenceEntered": _as_is("code", "commitment", "result", "by_side"),
    "InformalExhaustionConfirmed": _as_is("codes", "statements"),
    "ConfirmationWithheld": {**_as_is("code", "party_side"), **_as_is("number", "reminders")},
    "FirstContactRecorded": _as_is("code", "body"),
    "NationalReferralMade": _as_is("code", "body"),
    "NationalOutcomeRecorded": {**_as_is("code", "body", "outcome"), **_as_is("flag", "followed")},
    "FormalResolutionInvoked": {**_as_is("code", "basis"), "confirmations": ("confirmations", "how_many")},
    "StageOpened": {**_as_is("code", "stage_id", "stage_type", "caused_by"), **SIDES, **_as_is("flag", "first_time")},
    "StageClosed": _as_is("code", "stage_id", "outcome"),
    "SettlementReported": {},
    "CaseSettled": _as_is("code", "at_stage"),
    "CaseWithdrawn": _as_is("code", "at_stage"),
    "CaseUnresolved": _as_is("code", "after_stage", "why"),
    "CaseClosed": {**_as_is("code", "reason", "at_stage"), **_as_is("day", "opened_on", "closed_on"), **SIDES},
    "CaseSplit": {**STAGE, **SIDES},
    "CasesMerged": {"parties_moved": ("parties_moved", "how_many")},
    "CasesLinked": _as_is("code", "why"),
    "ResultSetAside": _as_is("code", "result", "from_service", "reason"),
}
REJECTED = _as_is("code", "office", "rule")
RECHECKED = _as_is("code", "office", "caused_by", "result")
OF_MEDIATION: Mapping[str, Allowed] = {
    "MediatorAppointed": {},
    "AppointmentRejected": REJECTED,
    "MediatorStoodDown": _as_is("flag", "replaced"),
    "OfficeRechecked": RECHECKED,
    "CriticalFriendEngaged": {},
    "CriticalFriendStoodDown": {},
    "CriticalFriendNotFound": {**STAGE, "seats": ("seats", "how_many")},
    "MediationAgreedByAll": STAGE,
    "FurtherMediationSupported": _as_is("code", "stage_id", "means"),
    "MediationSettled": _as_is("day", "settled_on"),
    "MediationFailed": {
        **_as_is("code", "stage_id", "reason"),
        **_as_is("day", "stage_opened_on", "ended_on"),
        **_as_is("number", "working_days_used", "sessions"),
    },
}
OF_PANEL: Mapping[str, Allowed] = {
    "InvestigatorAppointed": {},
    "AppointmentRejected": REJECTED,
    "InvestigatorStoodDown": {**_as_is("code", "why"), **_as_is("flag", "replaced")},
    "OfficeRechecked": RECHECKED,
    "StatementLogged": {**STAGE, **_as_is("codes", "parts_present", "missing")},
    "PartyHeard": _as_is("flag", "declined"),
    "InvestigationReportSubmitted": {
        **_as_is("code", "stage_id", "prior_recommendations"),
        **_as_is("codes", "parts_present"),
    },
    "ReportReferredBack": {**STAGE, **_as_is("day", "return_by")},
    "ReviewDelegated": {},
    "ReviewGroupConvened": {**_as_is("code", "kind"), "members": ("members", "how_many"), **_as_is("number", "quorum")},
    "PanelMemberExcluded": _as_is("code", "rule"),
    "PanelRecommendation": {
        **_as_is("code", "stage_id", "kind"),
        "breach_found": ("findings", "found"),
        "commitments_found": ("findings", "found_about"),
        "fair_hearing_for_all": ("findings", "heard_fairly"),
        **_as_is("flag", "binding"),
        **_as_is("day", "made_on"),
    },
    "RecommendationResponseRecorded": _as_is("code", "stage_id", "response", "outcome"),
    "AnswersCounted": _as_is("code", "stage_id", "outcome"),
}
NOTICE: Allowed = {"notice": ("notice_id", "code"), **_as_is("code", "notice_type")}
OF_NOTIFY: Mapping[str, Allowed] = {
    "NoticeIssued": {**NOTICE, **_as_is("code", "channel"), **_as_is("moment", "issued_at")},
    "NoticeDelivered": {**NOTICE, **_as_is("number", "attempt"), **_as_is("moment", "at")},
    "NoticeFailed": {**NOTICE, **_as_is("code", "channels"), **_as_is("number", "attempt")},
}
REPEATED: Allowed = {
    **_as_is("code", "level"),
    **_as_is("number", "count"),
    **_as_is("bodies", "respondents"),
    **_as_is("codes", "commitments"),
    **_as_is("day", "window_from", "window_to"),
    **_as_is("flag", "first"),
}
OF_OVERSIGHT: Mapping[str, Allowed] = {
    "RepeatedDisputeNoted": REPEATED,
    "RepeatedDisputePatternDetected": {**REPEATED, **_as_is("counts", "outcomes")},
    "FurtherDialogueRecommended": _as_is("bodies", "respondents"),
    "DialogueAgreed": {},
    "FurtherDialogueHeld": {**_as_is("day", "held_on"), **_as_is("bodies", "respondents")},
    "RepeatedDisputePatternClosed": {**_as_is("code", "why"), **_as_is("bodies", "respondents")},
    "CompactReviewSuggested": {**_as_is("code", "why"), **_as_is("codes", "commitments")},
    "ActionItemRecorded": {
        **_as_is("code", "owner_office"),
        **_as_is("day", "due_on"),
        **_as_is("flag", "from_lesson", "first_of_lesson"),
        "lesson": ("from_lesson", "code"),
    },
    "ActionItemMoved": _as_is("day", "old_due_on", "due_on"),
    "ActionItemDropped": {},
    "ActionItemDone": _as_is("day", "done_on"),
    "LearningMeetingPlanned": _as_is("day", "meets_on"),
    "LearningMeetingMoved": _as_is("day", "old_meets_on", "meets_on"),
    "LearningMeetingCancelled": {},
    "LearningMeetingHeld": {**_as_is("day", "held_on"), "partners_present": ("partners_present", "how_many")},
    "ReportPublished": {**_as_is("code", "report"), **_as_is("day", "from_on", "until_on")},
}
DEADLINE = _as_is("code", "deadline_id", "stage_id")
OF_CLOCKS: Mapping[str, Allowed] = {
    "DeadlineSet": {**DEADLINE, **_as_is("day", "start_on", "due_on")},
    "DeadlineLapsed": {**DEADLINE, **_as_is("day", "due_on")},
    "DeadlineMet": {**DEADLINE, **_as_is("day", "due_on", "first_due_on"), **_as_is("number", "working_days_late")},
    "DeadlineCancelled": {**DEADLINE, **_as_is("day", "due_on")},
    "DeadlineExtended": {**DEADLINE, **_as_is("day", "old_due_on", "new_due_on"), **_as_is("number", "working_days")},
    "DeadlineChanged": {**DEADLINE, **_as_is("day", "old_due_on", "new_due_on"), **_as_is("code", "reason")},
    "DeadlinePaused": {**DEADLINE, **_as_is("day", "due_on"), **_as_is("number", "used", "left")},
    "DeadlineResumed": {**DEADLINE, **_as_is("day", "old_due_on", "new_due_on"), **_as_is("number", "used", "left")},
}
OF_DIRECTORY: Mapping[str, Allowed] = {
    "OrganisationSignedUp": _as_is("day", "signed_on"),
    "RoleAssigned": {**_as_is("code", "office"), **_as_is("day", "starts_on", "ends_on")},
    "RoleEnded": {**_as_is("code", "office"), **_as_is("day", "ended_on"), "still_held": ("org", "held_by_others")},
    "BankHolidayDeclared": _as_is("day", "on"),
}
BY_SERVICE: Mapping[str, Mapping[str, Allowed]] = {
    "directory": OF_DIRECTORY,
    "intake": {**OF_INTAKE, **OF_CLOCKS},
    "mediation": {**OF_MEDIATION, **OF_CLOCKS},
    "panel": {**OF_PANEL, **OF_CLOCKS},
    "notify": OF_NOTIFY,
    "oversight": OF_OVERSIGHT,
}
REPORTABLE: Mapping[str, Allowed] = {
    f"{service}.{fact}": allowed for service, facts in BY_SERVICE.items() for fact, allowed in facts.items()
}
