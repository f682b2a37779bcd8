"""One plain sentence for each fact of notify."""

from concord_notify.domain import facts
from concord_shared.facts import Fact
from concord_shared.running.beside import BesideTheCase
from concord_shared.running.words import say_beside


def say(fact: Fact) -> str:
    match fact:
        case BesideTheCase():
            return say_beside(fact)
        case facts.NoticePrepared():
            return f"A letter ({_kind(fact)}) to {_to(fact)} was written, to go out on {fact.send_on:%-d %B %Y}."
        case facts.NoticeIssued():
            return f"A letter ({_kind(fact)}) to {_to(fact)} was issued by {fact.channel}."
        case facts.NoticeDelivered():
            return f"The letter ({_kind(fact)}) to {_to(fact)} was delivered."
        case facts.NoticeFailed():
            return f"The letter ({_kind(fact)}) to {_to(fact)} could not be delivered ({fact.why.replace('_', ' ')})."
        case facts.ChannelChanged():
            return f"The letter goes another way: by {fact.channel}."
        case facts.NoticePosted():
            arrival = f"it counts as delivered on {fact.arrives_on:%-d %B %Y}"
            return f"The letter was posted on {fact.posted_on:%-d %B %Y}; {arrival}."
        case facts.NoticeDropped():
            return "A reminder was not needed any more and was not sent."
        case facts.NoticeAcknowledged():
            return f"'{fact.by_party}' said that the letter arrived on {fact.on:%-d %B %Y}."
        case facts.ReissueAsked():
            return "The letter was to be sent once more."
        case facts.LetterFiled():
            return "A letter to a person was filed."
        case facts.ErasureHeard():
            return "Letters to a person are to be taken back: the person's data were erased."
        case facts.LettersRemoved():
            return f"{fact.files} letters were taken back from the outbox."
        case _:
            return f"{type(fact).__name__} was recorded."


def _kind(fact: facts.NoticePrepared | facts.NoticeIssued | facts.NoticeDelivered | facts.NoticeFailed) -> str:
    return fact.notice_type.replace("_", " ")


def _to(fact: facts.NoticePrepared | facts.NoticeIssued | facts.NoticeDelivered | facts.NoticeFailed) -> str:
    office = fact.office.replace("_", " ")
    return f"the {office} of '{fact.org}'" if fact.org else f"the {office}"
