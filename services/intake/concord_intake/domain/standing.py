"""Who acts, and as what: a party, the raiser's side, or an adviser who records for a caller."""

from concord_intake.domain.state import Case
from concord_shared.directory import Role
from concord_shared.packs.model import Pack
from concord_shared.packs.offices import office_in
from concord_shared.world import World

PUBLIC = "public"
COORDINATOR = "coordinator"


def triage_chain(pack: Pack) -> tuple[str, ...]:
    """The offices that give first advice, in order; each later one stands in for those before it."""
    guard = pack.guard_by("triage_body_unconflicted")
    named = guard.params["chain"] if guard else (pack.triage.by, *pack.triage.fallback_when_conflicted)
    return tuple(office_in(link) for link in named)


def role_of(world: World) -> Role | None:
    """The role in which the actor acts, by the directory."""
    actor = world.actor
    return world.directory.holding(actor.organisation, actor.office, world.on, actor.officer)


def involved(state: Case) -> frozenset[str]:
    """Every organisation on either side, parties or not yet."""
    raised = state.raised
    named = (*raised.side, *raised.respondents) if raised else ()
    return frozenset((*named, *state.raising, *state.responding, *state.orgs))


def is_adviser(state: Case, world: World) -> bool:
    """The coordinator, or the office whose turn first advice is, without organisation or employer in the matter."""
    role = role_of(world)
    if role is None or involved(state) & {role.org, role.employer_org}:
        return False
    chain = triage_chain(world.pack)
    return role.office == COORDINATOR or (role.office in chain and not _others_first(chain, role.office, state, world))


def _others_first(chain: tuple[str, ...], office: str, state: Case, world: World) -> bool:
    """Whether an earlier office of the chain has a holder without a part in the matter."""
    earlier = (role for each in chain[: chain.index(office)] for role in world.directory.holders(each, world.on))
    return any(not involved(state) & {role.org, role.employer_org} for role in earlier)


def speaks_for(state: Case, world: World) -> str | None:
    """The organisation that the actor speaks for; None where it may not record for that other."""
    actor = world.actor
    if is_for_itself(world):
        return actor.organisation
    return actor.on_behalf_of if is_adviser(state, world) else None


def is_for_itself(world: World) -> bool:
    """True where nobody speaks for somebody else."""
    return world.actor.on_behalf_of in (None, world.actor.organisation)


def is_raiser(state: Case, world: World) -> bool:
    """The organisation that raised it or is represented in it; an adviser may record for whoever called."""
    if is_adviser(state, world):
        return True
    raised = state.raised
    own = (raised.org, *raised.represents) if raised else ()
    return world.actor.organisation in own and is_for_itself(world)
