"""Each fact about what changed around a case as one sentence: no names of persons, no texts."""

from concord_panel.domain import facts_of_changes as g
from concord_shared.deadlines.words import say_clock
from concord_shared.facts import Fact
from concord_shared.running.beside import BesideTheCase
from concord_shared.running.words import say_beside

CHANGES = {"left": "left the case", "split": "go on in a case of their own"}
RESULTS = {
    "clear": "nothing stands against it",
    "stood_down": "the officer takes no further part",
    "flagged": "the parties are told of it; what was done stands",
}


def say(fact: Fact) -> str:
    match fact:
        case g.MediatorBarred():
            return f"The {fact.office.replace('_', ' ')} from {fact.mediator_org} takes no later office in this case."
        case g.CoordinatorBarred():
            return "A coordinator was objected to and reads here no more as coordinator."
        case g.ItemReleased():
            return f"Every party released one item of the mediation ({fact.item_ref}) to the {fact.to}."
        case g.PanelResultSetAside():
            return f"A result ({fact.result}) came too late and changed nothing: {fact.reason.replace('_', ' ')}."
        case g.PanelPaused():
            return f"The work here rests: the case is suspended ({fact.why.replace('_', ' ')})."
        case g.PanelResumed():
            return f"The work here goes on ({fact.why.replace('_', ' ')})."
        case g.PartiesChanged():
            return _parties(fact)
        case g.OfficeRechecked():
            return _rechecked(fact)
        case g.AnswerPeriodNotBegun():
            letter = f"The letter '{fact.notice_type.replace('_', ' ')}' has not reached {fact.party}"
            return f"{letter} within {fact.after_working_days} working days: its time for an answer has not begun."
        case g.PanelUnderWay():
            return f"Work on {fact.case_id} is under way here."
        case g.PanelOver():
            return f"Work on {fact.case_id} is over here."
        case BesideTheCase():
            return say_beside(fact)
        case _:
            return say_clock(fact)


def _parties(fact: g.PartiesChanged) -> str:
    left = f"{', '.join(fact.left)} {CHANGES.get(fact.why, 'left the case')}" if fact.left else ""
    joined = f"{', '.join(party.org for party in fact.joined)} joined the case" if fact.joined else ""
    return "; ".join(filter(None, (left, joined))) + "."


def _rechecked(fact: g.OfficeRechecked) -> str:
    acts = f" Done meanwhile: {', '.join(fact.acts_meanwhile)}." if fact.acts_meanwhile else ""
    who = f"The {fact.office} from {fact.officer_org} was looked at again ({fact.caused_by})"
    return f"{who}: {RESULTS.get(fact.result, fact.result)}.{acts}"
