"""One plain sentence for each fact of directory."""

from concord_directory.domain import facts
from concord_shared.facts import Fact


def say(fact: Fact) -> str:
    match fact:
        case facts.PackPublished():
            use = "for trial cases only" if fact.trial else "in force"
            return f"Version {fact.version} of the pack '{fact.pack_id}' was published, {use}."
        case facts.PackRenewed():
            until = f"{fact.live_until:%-d %B %Y}"
            return f"Version {fact.version} of the pack '{fact.pack_id}' was renewed: live cases until {until}."
        case facts.PackRetired():
            return f"Version {fact.version} of the pack '{fact.pack_id}' was taken out of use for new cases."
        case facts.OrganisationRegistered():
            return f"{fact.name} was entered in the directory."
        case facts.OrganisationSignedUp():
            return f"'{fact.org}' signed up to the Compact."
        case facts.RoleAssigned():
            return f"The office '{fact.office}' of '{fact.org}' is held from {fact.starts_on:%-d %B %Y}."
        case facts.RoleEnded():
            return f"The office '{fact.office}' of '{fact.org}' was given up on {fact.ended_on:%-d %B %Y}."
        case facts.InterestDeclared():
            return "An interest was declared" + (f" concerning '{fact.with_org}'." if fact.with_org else ".")
        case facts.InterestCleared():
            return f"A party has cleared an interest for the case: now cleared by {len(fact.cleared_by)}."
        case facts.ErasureCarriedOut():
            return "The keys of that person's data were destroyed."
        case _:
            return _days(fact)


def _days(fact: Fact) -> str:
    match fact:
        case facts.MeetingScheduled():
            return f"The body '{fact.body}' meets on {fact.meets_on:%-d %B %Y}."
        case facts.MeetingMoved():
            moved = f"from {fact.replaces:%-d %B %Y} to {fact.meets_on:%-d %B %Y}"
            return f"The meeting of '{fact.body}' was moved {moved}."
        case facts.BankHolidayDeclared():
            return f"{fact.on:%-d %B %Y} was declared a bank holiday: {fact.name}."
        case facts.ClosureDeclared():
            return f"'{fact.org}' is closed on {fact.on:%-d %B %Y}: {fact.name}."
        case facts.PersonalDataErased():
            return "The erasure of a person's data was ordered."
        case _:
            return f"{type(fact).__name__} was recorded."
