"""Paragraphs that say the same in every letter. Plain words; nobody is accused, nobody wins."""

ALWAYS: dict[str, str] = {
    "what_follows": "You will hear from us at each step that follows. You need do nothing more for now unless we ask.",
    "second_look": "If you see this differently, you may ask once for somebody else to look at it again.",
    "right_to_explain": "You may explain at any time, in your own words, how you see it.",
    "no_finding": "Nothing has been found against anybody. This letter is an invitation to talk.",
    "free_choice": "This is your own free choice. Saying nothing is not taken as agreement.",
    "nothing_is_deemed": "Silence is not taken as a yes or a no: the case stays where it is.",
    "voluntary": "Mediation is voluntary. It goes ahead only if every organisation involved agrees to it.",
    "confidential": "What is said there is confidential to those who take part, unless all of them agree otherwise.",
    "refusing_is_a_right": "You may say no, without giving a reason. Nobody will hold it against you, and the "
    "procedure then goes on by its next step.",
    "declining_is_a_right": "You may say no, without giving a reason. Nobody will hold it against you.",
    "how_to_object": "If you see a difficulty with this choice, tell the case coordinator, with your reason, before "
    "the first meeting.",
    "how_to_send_evidence": "You may send papers, and say what you would like to be heard on, through the case "
    "coordinator.",
    "clock_unchanged": "The dates of the case stay as they were.",
    "confidential_to_the_case": "The report is confidential to those involved in the case. Please do not pass it on.",
    "not_binding": "This is a recommendation. It binds nobody.",
    "own_governance_stands": "It replaces no decision of your own organisation: please take it through your usual "
    "governance.",
    "expected_to_be_followed": "Organisations are expected to follow it, although it binds nobody in law.",
    "nothing_decided_by_lapse": "The date is a target. Nothing is decided when it passes.",
    "what_can_be_done": "The step may still be completed. If more time is needed, it can be agreed as the procedure "
    "says; the case coordinator can help.",
    "no_leave_needed": "No permission is needed for that, and it changes nobody's rights here.",
    "own_confirmation_needed": "It counts only when every organisation involved has confirmed it for itself.",
    "no_blame": "This is a count, and a call for talk. It says nothing about who was right.",
    "invitation": "We invite you to talk further about the issues that keep coming back.",
    "adoption_if_needed": "Talks between organisations can begin once a member of the Compact has taken this up, if "
    "you are not one yourself.",
    "clock_runs_on": "The dates of the case go on meanwhile.",
    "no_winner_or_loser": "The aim is a way forward that both sides can live with.",
    "panel_supports": "The panel supports a further try at mediation.",
    "support_only": "A supporter helps you to be heard. They decide nothing.",
    "first_line_role": "You are the first to help both sides to talk.",
}
