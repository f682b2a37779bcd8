"""Extensions: one office alone gives more time, or every party agrees to it by a command of its own."""

from collections.abc import Callable, Collection
from datetime import date, timedelta

from concord_shared.deadlines.extension_commands import AgreeExtension, ExtendDeadline
from concord_shared.deadlines.facts import DeadlineExtended, ExtensionAgreed, ExtensionProposed, key_of
from concord_shared.deadlines.moving import extended
from concord_shared.deadlines.occurrences import lapse_of, names_of
from concord_shared.deadlines.refusing_time import ALL_PARTIES, not_allowed, not_open, of_the_rule, too_few_days
from concord_shared.deadlines.running import Clocks, Proposal, Running, open_clocks
from concord_shared.decisions import Decision, Happening, accept, refuse
from concord_shared.facts import On
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import DeadlineRule
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

Entitled = Callable[[str], Unmet | None]
"""The service's answer for the pack's word (``all_parties``, ``appointer``, ...): what the actor lacks, or None."""


def extend(
    command: ExtendDeadline, clocks: Clocks, parties: Collection[str], entitled: Entitled, world: World, case: str
) -> Decision:
    """Raises CalendarEnds."""
    found = clocks.get(key_of(command.deadline_id, command.party))
    rule = world.pack.deadline(command.deadline_id)
    if rule is None or found is None or not found.is_open:
        return refuse(not_open(command, rule, clocks))
    unmet = extension_unmet(found, rule, command.working_days)
    refusal = of_the_rule(unmet, rule) if unmet else _not_entitled(rule, found, parties, entitled, world)
    refusal = refusal or _not_sensible(command, found, rule, world)
    if refusal is not None:
        return refuse(refusal)
    reason = Sealed("case", case, command.reason)
    if rule.extension is not None and rule.extension.who != ALL_PARTIES:
        return _moved(found, command.working_days, (world.actor.office,), reason, rule, world)
    return _proposed(command, found, parties, reason, rule, world)


def agree(
    command: AgreeExtension,
    clocks: Clocks,
    parties: Collection[str],
    world: World,
    case: str,  # noqa: ARG001  asked for as `extend` asks for it
) -> Decision:
    """With the agreement of the last of `parties` the due day moves. Raises CalendarEnds."""
    found = clocks.get(key_of(command.deadline_id, command.party))
    rule = world.pack.deadline(command.deadline_id)
    if rule is None or found is None or not found.is_open:
        return refuse(not_open(command, rule, clocks))
    refusal = _nothing_to_agree(command, found, parties, world) or _ends_too_soon(found, _waiting(found), rule, world)
    if found.proposal is None or refusal is not None:
        return refuse(refusal or NOTHING_PROPOSED)
    waiting, by = found.proposal, world.actor.organisation
    everybody = tuple(dict.fromkeys((*waiting.agreed, by)))
    fact = ExtensionAgreed(**names_of(found), by=by, working_days=waiting.working_days)
    own: tuple[Happening, ...] = () if by in waiting.agreed else (fact,)
    if not set(parties) <= set(everybody):
        return accept(*own)
    moved = _moved(found, waiting.working_days, everybody, waiting.reason, rule, world)
    return accept(*own, *moved.facts)


def carried_through(clocks: Clocks, parties: Collection[str], on: date, world: World) -> tuple[On, ...]:
    """Extensions that waited for nobody but who has now left: `parties` are those who are still there. Raises
    CalendarEnds."""
    found: list[On] = []
    for each in open_clocks(clocks):
        waiting, rule = each.proposal, world.pack.deadline(each.deadline_id)
        if waiting is None or rule is None or not parties or not set(parties) <= set(waiting.agreed):
            continue
        if _ends_too_soon(each, waiting.working_days, rule, world) is None:
            moved = _moved(each, waiting.working_days, waiting.agreed, waiting.reason, rule, world)
            found += [fact if isinstance(fact, On) else On(fact, on) for fact in moved.facts]
    return tuple(found)


def extension_unmet(running: Running | None, rule: DeadlineRule | None, working_days: int) -> Unmet | None:
    """What the pack sets against `working_days` more, or None."""
    if running is None or rule is None or not running.is_open:
        return Unmet("DeadlineNotOpen", "No such deadline is open in this case.", "deadline_id")
    if rule.extension is None:
        return Unmet("NotExtendable", f"The time for '{rule.what}' cannot be extended.", "deadline_id")
    left = rule.extension.max_working_days - running.extended_by
    if working_days > left:
        return Unmet("ExtensionTooLong", f"At most {max(left, 0)} more working days can be given here.", "working_days")
    return None


def _not_entitled(
    rule: DeadlineRule, running: Running, parties: Collection[str], entitled: Entitled, world: World
) -> Refusal | None:
    who = rule.extension.who if rule.extension else ALL_PARTIES
    unmet = entitled(who)
    if unmet is None and who == ALL_PARTIES:
        unmet = _not_for_itself(parties, world)
    return not_allowed(unmet, rule, running, world.pack) if unmet else None


def _not_for_itself(parties: Collection[str], world: World) -> Unmet | None:
    actor = world.actor
    if actor.organisation not in parties:
        return Unmet("NotAParty", "Only a party of this case agrees to more time, through its own people.")
    if actor.on_behalf_of not in (None, actor.organisation):
        return Unmet("NoAuthority", "Nobody agrees for another: each party does so for itself.")
    return None


def _not_sensible(command: ExtendDeadline, running: Running, rule: DeadlineRule, world: World) -> Refusal | None:
    if not command.reason.strip():
        return of_the_rule(Unmet("ReasonRequired", "Say why more time is needed.", "reason"), rule)
    waiting = running.proposal
    if waiting is not None and waiting.working_days == command.working_days:
        why = f"{command.working_days} more working days are proposed already: agree to them (AgreeExtension)."
        return of_the_rule(Unmet("AlreadyProposed", why), rule)
    return _ends_too_soon(running, command.working_days, rule, world)


def _ends_too_soon(running: Running, working_days: int, rule: DeadlineRule, world: World) -> Refusal | None:
    """An extension that is over when it is given would only lapse again."""
    if running.paused_on is not None or working_days == 0:
        return None
    due_on = extended(running, working_days, (), None, world.on, world.calendar).new_due_on
    return too_few_days(due_on, rule) if due_on < world.on else None


def _nothing_to_agree(
    command: AgreeExtension, running: Running, parties: Collection[str], world: World
) -> Refusal | None:
    waiting, rule = running.proposal, world.pack.deadline(running.deadline_id)
    unmet = _not_for_itself(parties, world)
    if unmet is None and waiting is not None:
        unmet = _not_as_proposed(command, waiting) or _agreed_before(waiting, parties, world)
    return not_allowed(unmet, rule, running, world.pack) if unmet and rule else None


def _not_as_proposed(command: AgreeExtension, waiting: Proposal) -> Unmet | None:
    if command.working_days in (None, waiting.working_days):
        return None
    why = f"{waiting.working_days} more working days are proposed, not {command.working_days}: look at it again."
    return Unmet("AgreementOfAllRequired", why, "working_days")


def _agreed_before(waiting: Proposal, parties: Collection[str], world: World) -> Unmet | None:
    """Where the only party still missing has left the case, any other may carry it through."""
    if world.actor.organisation not in waiting.agreed or set(parties) <= set(waiting.agreed):
        return None
    return Unmet("AlreadyAgreed", "Your organisation has agreed; every other party has to do so too.")


def _waiting(running: Running) -> int:
    return running.proposal.working_days if running.proposal else 0


def _proposed(
    command: ExtendDeadline,
    running: Running,
    parties: Collection[str],
    reason: Sealed,
    rule: DeadlineRule,
    world: World,
) -> Decision:
    """The own agreement of whoever proposes is in; a newer proposal takes the place of one that waits."""
    by, days = world.actor.organisation, command.working_days
    if set(parties) <= {by}:
        return _moved(running, days, (by,), reason, rule, world)
    moved = extended(running, days, (by,), reason, world.on, world.calendar)
    return accept(
        ExtensionProposed(
            **names_of(running),
            by=by,
            working_days=days,
            old_due_on=running.due_on,
            new_due_on=moved.new_due_on,
            reason=reason,
        )
    )


def _moved(
    running: Running, days: int, agreed_by: tuple[str, ...], reason: Sealed | None, rule: DeadlineRule, world: World
) -> Decision:
    """A lapse that no sweep had recorded yet comes first."""
    fact: DeadlineExtended = extended(running, days, agreed_by, reason, world.on, world.calendar)
    unswept = world.on > running.due_on and not running.lapsed and running.paused_on is None
    if unswept and rule.kind == "target":
        return accept(On(lapse_of(running, rule), running.due_on + timedelta(days=1)), fact)
    return accept(fact)


NOTHING_PROPOSED = Refusal(
    code="NothingProposed",
    message="No extension is proposed for this deadline: a party proposes one first (ExtendDeadline).",
)
