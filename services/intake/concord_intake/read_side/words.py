"""Each fact of a case as one plain sentence; nothing sealed, nobody named, nobody blamed."""

from collections.abc import Iterable

from concord_intake.domain import facts as f
from concord_intake.domain.apart_facts import APART_FACTS, LessonFiled, LessonShared
from concord_intake.domain.bundle_facts import BundleFact
from concord_intake.domain.facts import FormalFact, LifeFact, TalkFact, TriageFact, WayFact
from concord_intake.read_side.words_of_bundles import say_bundle
from concord_intake.read_side.words_of_life import say_life
from concord_shared.contracts.base import Citation
from concord_shared.deadlines.words import say_clock
from concord_shared.facts import Fact
from concord_shared.running.beside import BesideTheCase
from concord_shared.running.words import say_beside

KINDS = {
    "organisation": "an organisation",
    "person": "a person",
    "anonymous": "somebody unnamed",
    "representative": "a representative body",
}
ASIDE = {
    "case_ended": "the case had ended",
    "stage_not_open": "its stage was not open any more",
    "settled_first": "the parties had settled before",
    "withdrawn_first": "the case had been withdrawn before",
}

BY_DATES = {"met": "met by these dates", "not_met": "not met by these dates", "excused": "excused"}


def say(fact: Fact) -> str:
    if isinstance(fact, TriageFact):
        return _triage(fact)
    if isinstance(fact, TalkFact):
        return _talk(fact)
    if isinstance(fact, FormalFact):
        return _formal(fact)
    if isinstance(fact, WayFact):
        return _way(fact)
    if isinstance(fact, LifeFact):
        return say_life(fact)
    if isinstance(fact, BundleFact):
        return say_bundle(fact)
    if isinstance(fact, APART_FACTS):
        return _apart(fact)
    return say_beside(fact) if isinstance(fact, BesideTheCase) else say_clock(fact)


def _apart(fact: Fact) -> str:
    match fact:
        case LessonFiled():
            return "A lesson was filed, so that it can be shared."
        case LessonShared():
            return "The lesson was shared, in words that name nobody."
        case _:
            return "Three questions were answered; by whom is not kept."


def _triage(fact: TriageFact) -> str:
    match fact:
        case f.ConcernRaised():
            about = f" about {_list(fact.respondent_orgs)}" if fact.respondent_orgs else ""
            return f"A concern{about} was raised by {KINDS.get(fact.raiser_kind, 'somebody')}."
        case f.ConcernAcknowledged(how="impossible"):
            return "There was no way to reply to whoever raised it."
        case f.ConcernAcknowledged():
            return "Whoever raised it was sent a reply."
        case f.ConcernInformationRequested():
            of = f" of {fact.by_party}'s statement" if fact.by_party else ""
            named = ": " + _list(part.replace("_", " ") for part in fact.missing_parts) if fact.missing_parts else ""
            return f"More was asked for{of} ({len(fact.missing) + len(fact.missing_parts)}){named}."
        case f.ConcernInformationSupplied():
            still = f"; still missing: {len(fact.still_missing)}" if fact.still_missing else ""
            return f"More information came in{still}."
        case f.CommitmentsCited():
            return f"{_cited(fact.cited)} named, by {fact.alleged_by}."
        case f.CompactRelatednessAdvised():
            return f"First advice: is it about the Compact? {fact.advice.capitalize()}."
        case f.ConcernAccepted():
            waits = " It waits for a member to take it up." if fact.waiting else ""
            return f"Accepted as a case under version {fact.pack_version} of the rules.{waits}"
        case f.ConcernSignposted():
            what = "Part of it" if fact.partial else "It"
            return f"{what} was sent to its own route ({fact.reason.replace('_', ' ')})."
        case f.ConcernAdopted():
            return f"{fact.adopting_org} took the concern up."
        case f.PartyAdded():
            return f"{fact.org} became a party on the {fact.side} side."


def _talk(fact: TalkFact) -> str:
    match fact:
        case f.InformalAttemptRecorded():
            return f"{_list(fact.took_part)} tried to settle it between them."
        case f.ExplanationGiven():
            return f"{fact.by_party} gave an explanation."
        case f.DateEvidenceEntered():
            return f"{fact.by_party} entered dates about {fact.commitment}: {BY_DATES[fact.result]}. That is evidence."
        case f.InformalExhaustionConfirmed():
            return f"{fact.party} confirmed that the informal talks are exhausted."
        case f.InformalExhaustionDisputed():
            return f"{fact.party} said what could still be tried."
        case f.InformalExhaustionRetracted():
            return f"{fact.party} took its confirmation back."
        case f.ConfirmationWithheld():
            return f"No confirmation from the {fact.party_side} side after {fact.reminders} reminders; nothing follows."
        case f.SettlementReported():
            return f"{fact.party} reported a settlement, which is its own confirmation."
        case f.SettlementConfirmed():
            return f"{fact.party} confirmed the settlement."
        case f.WithdrawalAgreed():
            return f"{fact.party} agreed to withdraw the case."


def _formal(fact: FormalFact) -> str:
    match fact:
        case f.FirstContactRecorded():
            return f"{fact.by_party} contacted the {_plain(fact.body)}."
        case f.NationalReferralMade():
            return f"{fact.by_party} referred it to the {_plain(fact.body)}."
        case f.NationalOutcomeRecorded(followed=None):
            return f"The {_plain(fact.body)} does not take it."
        case f.NationalOutcomeRecorded():
            how = "is" if fact.followed else "is not"
            return f"The outcome of the {_plain(fact.body)} is on record; it {how} followed."


def _plain(code: str) -> str:
    return code.replace("_", " ")


def _way(fact: WayFact) -> str:
    match fact:
        case f.FormalResolutionInvoked():
            return f"The formal stages began, as confirmed by {_list(fact.confirmations)}."
        case f.StageOpened():
            return f"{fact.label} opened."
        case f.StageClosed():
            return f"The stage '{fact.stage_id}' closed ({fact.outcome.replace('_', ' ')})."
        case f.CaseSettled():
            return "The parties settled the case."
        case f.CaseWithdrawn():
            return f"The case was withdrawn by {_list(fact.by) or 'whoever raised it'}."
        case f.CaseUnresolved():
            return f"The case stays unresolved ({fact.why.replace('_', ' ')})."
        case f.CaseClosed():
            return f"The case was closed: {fact.reason}."
        case f.ResultSetAside():
            return f"A result came too late and was set aside: {ASIDE.get(fact.reason, fact.reason)}."


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _cited(cited: Iterable[Citation]) -> str:
    return _list(each.number or each.principle or "" for each in cited)
