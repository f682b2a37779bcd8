"""Why an entry by two persons is not proposed or not confirmed."""

from collections.abc import Sequence

from concord_shared.refusals import Refusal


def unknown_command(known: Sequence[str]) -> Refusal:
    return Refusal(
        code="UnknownCommand",
        message=f"No command of that name can be entered here. It has: {', '.join(known)}.",
        field="command",
    )


CASE_REQUIRED = Refusal(code="CaseRequired", message="Say which case this is about.", field="case")
NOT_BACKDATED = Refusal(
    code="NotBackdated",
    message="Only what happened on an earlier day is entered by two persons. What happens today is given as it is; "
    "what has not happened yet cannot be entered.",
    field="occurred_on",
)
OPENS_A_CASE = Refusal(
    code="OpensACase",
    message="This opens a case, and a case counts from the day on which it is raised here: give the command itself, "
    "and say in its text when it was first said.",
    field="command",
)
OFFICER_NOT_NAMED = Refusal(
    code="OfficerNotNamed",
    message="It has to be known whose hand this is, because a second person confirms it: name the officer, like "
    "var/coordinator/officer-7.",
    field="as",
)
ANOTHER_OFFICER = Refusal(
    code="SecondPersonRequired",
    message="Whoever proposed an entry does not confirm it: another officer does.",
    field="as",
)
NOT_ENTITLED = Refusal(
    code="NoAuthority",
    message="Such an entry is confirmed by another officer of the same office in the same organisation, or by a "
    "coordinator.",
    field="as",
)
NO_SUCH_PROPOSAL = Refusal(
    code="NoSuchProposal",
    message="No entry of that id was proposed in this case: compare it with the answer that the proposal was given "
    "(the question BackdatedEntries lists them).",
    field="proposal",
)
CONFIRMED_BEFORE = Refusal(
    code="ConfirmedBefore", message="This entry was confirmed before, and counts already.", field="proposal"
)
