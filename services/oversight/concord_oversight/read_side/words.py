"""One plain sentence for each fact of oversight."""

from concord_oversight.domain import facts
from concord_oversight.read_side.words_of_group import say_group
from concord_shared.facts import Fact
from concord_shared.running.beside import BesideTheCase
from concord_shared.running.words import say_beside


def say(fact: Fact) -> str:
    match fact:
        case BesideTheCase():
            return say_beside(fact)
        case facts.DisputeCounted():
            apart = "" if fact.adopted else " apart, until a member takes it up"
            return f"The case was counted{apart}, so that repeats on like issues are noticed."
        case facts.TrialLeftOut():
            return "This is a trial of the procedure: nothing of it is counted or reported."
        case facts.DisputeAdopted():
            return "A member took the concern up; it counts from its acceptance."
        case facts.RespondentJoined() | facts.RaiserJoined():
            return f"'{fact.org}' joined the case and is counted with it."
        case facts.DisputeSplit():
            return f"A part of the case goes on as {fact.linked_case} and is counted with it."
        case facts.DisputeSplitOff():
            return "The case came from another one by a split; it is counted with that one, once for each respondent."
        case facts.DisputeEnded(reason="merged"):
            return "The case was merged into another one; it counts no more."
        case facts.DisputeEnded():
            return f"The case ended ({fact.reason}); it stays counted."
        case facts.RepeatCounted(adopted=False):
            return f"Counted apart under '{fact.key}': no member has taken the concern up."
        case facts.RepeatCounted():
            return f"Number {fact.count} under '{fact.key}' ({fact.level.replace('_', ' ')})."
        case facts.Reported():
            return f"What reports may see of '{fact.of.partition('.')[2]}' was noted."
        case facts.RepeatTakenBack():
            return f"A case under '{fact.key}' was merged into another one and counts no more."
        case facts.CompactReviewSuggested():
            return "A review of the Compact itself was suggested."
        case _:
            return _of_pattern(fact)


def _of_pattern(fact: Fact) -> str:
    match fact:
        case facts.RepeatedDisputeNoted() | facts.RepeatedDisputePatternDetected():
            kind = "noted" if isinstance(fact, facts.RepeatedDisputeNoted) else "a pattern"
            return f"'{fact.key}' came up {fact.count} times since {fact.window_from:%-d %B %Y}: {kind}."
        case facts.FurtherDialogueRecommended():
            return "Further dialogue was recommended. This is an invitation, not a finding."
        case facts.DialogueAgreed():
            return "An organisation that had raised it agreed to take part in the dialogue."
        case facts.FurtherDialogueHeld():
            return f"Further dialogue was held on {fact.held_on:%-d %B %Y}."
        case facts.RepeatedDisputePatternClosed():
            return "The pattern was closed."
        case _:
            return say_group(fact)
