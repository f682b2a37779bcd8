"""What intake is asked to do. Each says who may ask; lengths bound what is kept."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from concord_intake.domain.first_look_commands import AcceptConcern as AcceptConcern
from concord_intake.domain.first_look_commands import AdviseCompactRelated as AdviseCompactRelated
from concord_intake.domain.formal_commands import ContactCriticalFriend as ContactCriticalFriend
from concord_intake.domain.formal_commands import ContactWorkingGroup as ContactWorkingGroup
from concord_intake.domain.formal_commands import NationalCommand as NationalCommand
from concord_intake.domain.formal_commands import RecordNationalOutcome as RecordNationalOutcome
from concord_intake.domain.formal_commands import ReferToNational as ReferToNational
from concord_intake.domain.forms import Body as Body
from concord_intake.domain.forms import Citations as Citations
from concord_intake.domain.forms import Code as Code
from concord_intake.domain.forms import Codes as Codes
from concord_intake.domain.forms import Entries as Entries
from concord_intake.domain.forms import Line as Line
from concord_intake.domain.forms import Lines as Lines
from concord_intake.domain.forms import Org as Org
from concord_intake.domain.forms import Orgs as Orgs
from concord_intake.domain.forms import Text as Text
from concord_intake.domain.forms import Word as Word
from concord_intake.domain.forms import Words as Words
from concord_intake.domain.life_commands import AfterClosing as AfterClosing
from concord_intake.domain.life_commands import AgreeSuspension as AgreeSuspension
from concord_intake.domain.life_commands import AnswerSurvey as AnswerSurvey
from concord_intake.domain.life_commands import AskChampionSupport as AskChampionSupport
from concord_intake.domain.life_commands import AskSecondLook as AskSecondLook
from concord_intake.domain.life_commands import CloseDormant as CloseDormant
from concord_intake.domain.life_commands import LeaveCase as LeaveCase
from concord_intake.domain.life_commands import LifeCommand as LifeCommand
from concord_intake.domain.life_commands import ObjectToCoordinator as ObjectToCoordinator
from concord_intake.domain.life_commands import PausingCommand as PausingCommand
from concord_intake.domain.life_commands import ProvideSupport as ProvideSupport
from concord_intake.domain.life_commands import RecordExternalRemedy as RecordExternalRemedy
from concord_intake.domain.life_commands import RecordLesson as RecordLesson
from concord_intake.domain.life_commands import RequestSupport as RequestSupport
from concord_intake.domain.life_commands import ResumeCase as ResumeCase
from concord_intake.domain.life_commands import ShareLesson as ShareLesson
from concord_intake.domain.life_commands import StageCommand as StageCommand
from concord_intake.domain.life_commands import SupportCommand as SupportCommand
from concord_intake.domain.life_commands import SuspendCase as SuspendCase
from concord_shared.deadlines.extension_commands import AgreeExtension as AgreeExtension
from concord_shared.deadlines.extension_commands import ExtendDeadline as ExtendDeadline


class RaiseConcern(Body):
    """By anybody, at any time; by an adviser for a caller; by a complaints team that sends a complaint over.

    `cited` takes numbers of commitments and codes of principles. A referral names the procedure it comes from
    (`referred_from`) and whether the complainant agrees. `reach` is how to reach the raiser. `trial` only tries the
    procedure out, under the newest rules; it counts for nothing.
    """

    channel: Literal["web", "phone_by_proxy", "post", "in_person", "referral_in"]
    raiser_kind: Literal["organisation", "person", "anonymous", "representative"]
    text: Text
    raiser_org: Org | None = None
    raiser_name: Line | None = None
    reach: Line | None = None
    represents: Orgs = ()
    respondent_orgs: Orgs = ()
    cited: Citations = ()
    facts_from: date | None = None
    adjustments: Lines = ()
    foi_notice_shown: bool = False
    referred_from: Code | None = None
    complainant_agrees: bool | None = None
    trial: bool = False


class AcknowledgeConcern(Body):
    """By the body that gives first advice. `impossible` is for a concern whose raiser cannot be reached."""

    how: Literal["sent", "impossible"] = "sent"


class RequestInformation(Body):
    """By the body that gives first advice; names what is missing."""

    missing: Annotated[Lines, Field(min_length=1)]
    answer_by: date | None = None


class SupplyInformation(Body):
    """By the raiser, or the adviser on behalf of the raiser. `cited` names commitments and principles as
    CiteCommitments does."""

    supplied: Lines = ()
    cited: Citations = ()
    still_missing: Lines = ()
    text: Text | None = None


class CiteCommitments(Body):
    """By the raiser or the body that gives first advice: numbers of commitments, codes of principles."""

    cited: Annotated[Citations, Field(min_length=1)]
    replaces: bool = False


class AdoptConcern(Body):
    """By a Compact member that takes the concern up; it becomes the raising party."""

    raiser_consents: bool = False


class RecordInformalAttempt(Body):
    """By any party: when, how and between which organisations it was tried; none named means every party."""

    held_on: date
    means: Line
    took_part: Orgs = ()
    offices: Codes = ()
    result: Literal["open", "progress", "none"] = "open"


class ConfirmExhausted(Body):
    """By each party, for itself: the statements of the pack that it confirms."""

    statements: Words = ()


class DisputeExhausted(Body):
    """By a party that sees something still to be tried."""

    still_to_try: Text


class RetractConfirmation(Body):
    """By the party that confirmed, as long as the formal stage has not opened."""


class GiveExplanation(Body):
    """By a party, at any time in an open case: why it did not keep to a commitment."""

    admits: Literal["fully", "partly", "not"]
    text: Text
    commitments: Citations = ()


class EnterDateEvidence(Body):
    """By a party, at any time in an open case: dates held against a commitment (`concord check` lists its fields).
    What comes out is evidence and never a finding.

    `fields` takes a date, ``none`` for what has not happened, yes or no, a length like 3y, or a number.
    """

    commitment: Word
    fields: Entries


class ReportSettlement(Body):
    """By a party: what was agreed. It is that party's own confirmation; every other party gives its own."""

    text: Text


class ConfirmSettlement(Body):
    """By each other party, for itself. `settlement_ref` names the report; else the latest one is meant."""

    settlement_ref: Word | None = None


class WithdrawCase(Body):
    """By the raiser before the talks; after that by each party on the raising side."""

    why: Text | None = None


TriageCommand = (
    AcknowledgeConcern | RequestInformation | SupplyInformation | CiteCommitments | AdviseCompactRelated | AcceptConcern
)
FirstLook = AdviseCompactRelated | AcceptConcern
WayOn = ConfirmExhausted | ContactWorkingGroup | ContactCriticalFriend
InformalCommand = RecordInformalAttempt | WayOn | DisputeExhausted | RetractConfirmation
OpenCommand = GiveExplanation | EnterDateEvidence | ReportSettlement | ConfirmSettlement
ExtensionCommand = ExtendDeadline | AgreeExtension
CaseCommand = (
    RaiseConcern
    | TriageCommand
    | AdoptConcern
    | InformalCommand
    | OpenCommand
    | WithdrawCase
    | NationalCommand
    | LifeCommand
    | ExtensionCommand
)
