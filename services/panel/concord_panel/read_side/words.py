"""Each fact of panel as one sentence: no names of persons, no texts, no winner and no loser."""

from concord_panel.domain import facts as f
from concord_panel.read_side import words_of_changes
from concord_shared.facts import Fact

STAGES = {
    "investigation": "An independent investigation",
    "panel_review": "A review",
    "response": "The time for answers to the recommendation",
}
ANSWERS = {
    "accept": "accepted the recommendation",
    "accept_with_changes": "accepted the recommendation with changes",
    "reject": "did not accept the recommendation",
    "silent": "had not answered when its period ended",
    "left": "left the case and is not waited for",
}
STOOD_DOWN = {
    "own_wish": "at their own wish",
    "conflict": "because of an interest in the matter",
    "stage_ended": "as the investigation ended before its report",
    "replaced": "and is replaced, as the time for the report had run out",
}


def say(fact: Fact) -> str:
    match fact:
        case f.PanelStageOpened():
            parties = ", ".join(party.org for party in fact.parties)
            return f"{STAGES.get(fact.stage_type, fact.stage_type)} opened; parties: {parties}."
        case f.PanelStageEnded():
            return f"The work of this stage ended from outside ({fact.why.replace('_', ' ')})."
        case f.InvestigatorAppointed():
            return f"An investigator from {fact.investigator_org} was appointed by {fact.appointed_by}."
        case f.AppointmentRejected():
            who = f"A proposed {fact.office} from {fact.candidate_org}"
            return f"{who} was not appointed: {fact.why.replace('_', ' ')} (rule {fact.rule})."
        case f.InvestigatorStoodDown():
            return f"The investigator stood down {STOOD_DOWN.get(fact.why, 'at the wish of the appointer')}."
        case f.EvidenceSubmitted():
            return f"{fact.by} put in evidence {fact.evidence_id}."
        case f.StatementLogged():
            still = f"; still missing: {', '.join(map(_plain, fact.missing))}" if fact.missing else ""
            return f"{fact.by_party} put in its written statement ({len(fact.parts_present)} parts){still}."
        case f.InvestigationReportSubmitted():
            return f"The report is in, with {len(fact.parts_present)} parts."
        case _:
            return _review(fact)


def _review(fact: Fact) -> str:
    match fact:
        case f.PartyHeard():
            return f"{fact.party} {'declined to be heard' if fact.declined else 'was heard'}."
        case f.ReviewDelegated():
            whom = f" ({', '.join(member.org for member in fact.members)})" if fact.members else ""
            return f"{fact.from_body} handed this case to {fact.to_group}{whom}."
        case f.ReviewGroupConvened():
            orgs = ", ".join(member.org for member in fact.members)
            return f"The review group was convened with {len(fact.members)} members: {orgs}."
        case f.PanelMemberExcluded():
            anew = "" if fact.quorum_left is not False else " Too few remain: the group has to be convened anew."
            return f"{fact.org} takes no part in the review: {fact.why.replace('_', ' ')} (rule {fact.rule}).{anew}"
        case f.ReviewerRefused():
            return f"{fact.org} tried to act in the review ({fact.what}) and was turned away (rule {fact.rule})."
        case f.ReportReferredBack():
            return "The report went back to the investigator, with a reason."
        case f.ReviewFindingsRecorded():
            return "The group recorded its answers to the questions of the Compact."
        case f.PanelRecommendation():
            to = ", ".join(fact.addressed_to)
            return f"A recommendation was made to {to}; it binds nobody."
        case f.RecommendationResponseRecorded():
            return f"{fact.party} {ANSWERS.get(fact.response, fact.response)}."
        case f.AnswersCounted():
            return f"The last period for an answer is over; the answers come to: {_plain(fact.outcome)}."
        case _:
            return words_of_changes.say(fact)


def _plain(code: str) -> str:
    return code.replace("_", " ")
