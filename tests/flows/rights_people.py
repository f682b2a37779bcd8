"""Handbook 7.1 as one table: who may read what; and the people who try it."""

from .walking import (
    ADVISER,
    AUDITOR,
    CHIEF,
    COORDINATOR,
    INVESTIGATOR,
    MEDIATOR,
    PUBLIC,
    RAISER,
    RESPONDENT,
    SECOND,
    STRANGER,
)

LEARNING, OTHER_MEDIATOR = "syfr/compact_leads_group/officer-syfr-learning", "syfr/mediator/officer-syfr-mediator"
OTHER_VOLUNTEERS, LEAD = "swallownest-lunch-club/representative", "rdash/compact_lead/officer-rdash-lead"
COMMISSIONER, COLLEGE = "rotherham_ccg/representative", "rnn/representative"
SECRETARY, ADMINISTRATOR = "trft/secretary/officer-trft-secretary", "system/administrator"
INFORMATION = "syfr/information_officer/officer-syfr-information"
GONE = "rnn/coordinator/officer-rnn-gone"
READERS = {
    "raising": RAISER,
    "responding": RESPONDENT,
    "coordinator": COORDINATOR,
    "advice": ADVISER,
    "mediator": MEDIATOR,
    "investigator": INVESTIGATOR,
    "reviewer": CHIEF,
    "learning": LEARNING,
    "auditor": AUDITOR,
    "information officer": INFORMATION,
    "mediator who stood down": SECOND,
    "another mediator": OTHER_MEDIATOR,
    "another group": STRANGER,
    "another lead": LEAD,
    "secretary": SECRETARY,
    "the public": PUBLIC,
    "administrator": ADMINISTRATOR,
    "coordinator until yesterday": GONE,
    "the mediator's id at another place": "rnn/mediator/officer-var-mediator",
    "the mediator's id as administrator": "system/administrator/officer-var-mediator",
}
NOBODY = frozenset(
    {
        "the public",
        "coordinator until yesterday",
        "the mediator's id at another place",
        "the mediator's id as administrator",
    }
)
PARTIES = frozenset({"raising", "responding"})
KEEPERS = frozenset({"coordinator", "auditor"})
LOOKING = frozenset({"investigator", "reviewer"})
IN_THE_CASE = PARTIES | KEEPERS | LOOKING | {"advice", "mediator"}
# What was planted in the case, and who may come upon it; the auditor sees who raised it on cause alone.
MAY_READ = {
    "Concernmark": IN_THE_CASE,
    "Raisermark": {"raising", "coordinator", "advice"},
    "Talkmark": PARTIES | KEEPERS | LOOKING,
    "Termsmark": PARTIES | {"mediator"},
    "Evidencemark": PARTIES | KEEPERS | LOOKING,
    "Reportmark": PARTIES | KEEPERS | LOOKING,
    "Recommendmark": PARTIES | KEEPERS | LOOKING,
    "Lessonmark": IN_THE_CASE | {"learning"},
    "Actionmark": KEEPERS | {"learning", "another lead"},
    "Itemmark": {"auditor", "information officer"},
    "Answermark": PARTIES | KEEPERS | LOOKING,
    "who declined": PARTIES | KEEPERS | {"mediator"},
    "that it is there": IN_THE_CASE,
}
# Who is told anything by a question, of the case and of others; none of NOBODY ever is.
LOGGING = ("intake", "mediation", "panel", "notify", "oversight")
OFFICE = frozenset(READERS) - NOBODY
BOARD = KEEPERS | {"reviewer"}
# They work for an organisation that another of the cases is about, and see that one as its party.
OF_VAR = frozenset({"mediator", "mediator who stood down"})
# The learning group has a letter of its own, without a name, where a case ended unresolved (handbook 5.2).
ADDRESSED = IN_THE_CASE | {"learning"}
ANSWERED = {
    "directory.Organisations": OFFICE,
    "directory.Offices": OFFICE,
    "directory.Packs": OFFICE,
    "directory.PackHistory": OFFICE,
    "directory.PackGaps": KEEPERS | {"administrator"},
    "directory.Interests": KEEPERS | {"administrator", "mediator", "another lead", "raising"},
    "directory.Days": OFFICE,
    "intake.Cases": PARTIES | KEEPERS | OF_VAR | {"advice", "another group", "reviewer"},
    "intake.Case": IN_THE_CASE,
    "intake.History": IN_THE_CASE,
    "intake.Why": IN_THE_CASE,
    "intake.Deadlines": BOARD,
    "intake.BackdatedEntries": {"raising", "coordinator"},
    "mediation.Case": IN_THE_CASE,
    "mediation.History": IN_THE_CASE,
    "mediation.Why": IN_THE_CASE,
    "mediation.Deadlines": BOARD,
    "mediation.BackdatedEntries": {"mediator", "coordinator"},
    "panel.Case": IN_THE_CASE - {"mediator"},
    "panel.History": IN_THE_CASE - {"mediator"},
    "panel.Why": IN_THE_CASE - {"mediator"},
    "panel.Deadlines": BOARD,
    "panel.BackdatedEntries": {"reviewer", "coordinator"},
    "notify.Notices": ADDRESSED,
    "notify.Letter": ADDRESSED,
    "notify.History": ADDRESSED,
    "oversight.History": PARTIES | KEEPERS | {"advice"},
    "oversight.Patterns": KEEPERS | OF_VAR | {"advice", "learning", "responding"},
    "oversight.Pattern": KEEPERS | OF_VAR | {"advice", "learning", "responding"},
    "oversight.Measures": KEEPERS | {"learning"},
    "oversight.RepeatRule": KEEPERS | {"learning"},
    "oversight.Backtest": KEEPERS | {"learning"},
    # Every lead is to do the action that is for leads; nobody sees whose lesson it was.
    "oversight.Actions": KEEPERS | {"learning", "another lead"},
    "oversight.LearningMeetings": KEEPERS | {"learning"},
    "oversight.ReviewPrompts": KEEPERS | {"learning", "reviewer"},
    "oversight.Published": OFFICE,
    "oversight.Disclosures": {"auditor", "information officer"},
    "intake.Lessons": OFFICE,
    **{f"{each}.AccessLog": {"auditor", "information officer"} for each in LOGGING},
}
# A case between others: its own party sees it, and whoever keeps or advises on all of them.
FOREIGN = KEEPERS | {"advice", "another group"}
