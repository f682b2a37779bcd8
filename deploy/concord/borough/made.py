"""The borough's years as one scenario: casts and days drawn from a seed, every case a story of its own."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from concord.borough.acts import Act, Cast
from concord.borough.stories import STORIES
from concord.simulating.scenario import LONDON, DirectoryStep, Scenario, Step

CASES, YEARS = 42, 3
SEED = "a borough"
MORE = {"wath-carers": "Wath Carers", "maltby-walkers": "Maltby Walkers", "dinnington-arts": "Dinnington Arts"}
GROUPS = ("green-doorstep", "swallownest-lunch-club", "eastwood-youth", *MORE)
OTHERS = ("rmbc", "rmbc", "rmbc", "trft", "rotherham_ccg", "syp", "rdash", "rnn", "syfr")
PERSONS = ("Ada Example", "Ben Example", "Cora Example", "Dev Example", "Ena Example", "Femi Example")
MATTERS = (
    ("11.2", "Our grant was paid nine weeks late, and nobody told us why."),
    ("9.2", "The use of the hall was decided before anybody had asked us."),
    ("3.7", "The consultation ran for three weeks over the summer."),
    ("13.3", "Our support ends in a month; we learnt of it by telephone."),
    ("3.5", "We answered the consultation and never heard what came of it."),
    ("2.4", "We were asked to send somebody to every meeting, at our own cost."),
)
SINCE = date(2017, 3, 29)


def borough(compact: str, now: datetime, seed: str = SEED, cases: int = CASES) -> Scenario:
    """Cases raised over the three years before `now`; what would lie after it is left out, so some are still open."""
    random = Random(seed)  # noqa: S311  repeatable on purpose
    begins = now.astimezone(LONDON).replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(days=365 * YEARS)
    steps = [step for number in range(cases) for step in _case(number, cases, begins, now, random)]
    return Scenario(
        scenario="Three years of a made-up borough",
        compact=compact,
        seed=seed,
        starts=begins,
        directory=tuple(_directory()),
        steps=tuple(sorted(steps, key=lambda step: step.moment or begins)),
    )


def _case(number: int, cases: int, begins: datetime, now: datetime, random: Random) -> Iterator[Step]:
    """Evenly over the years, so that each kind is met early and late."""
    commitment, about = random.choice(MATTERS)
    cast = Cast(random.choice(GROUPS), random.choice(OTHERS), commitment, about, random.choice(PERSONS))
    moment = begins + (now - begins) * number / cases + timedelta(days=random.randrange(3))
    name = f"case-{number + 1:02d}"
    for act in STORIES[number % len(STORIES)](cast):
        moment = _at_work(moment + timedelta(days=act.days), random)
        if moment >= now:
            return
        yield _step(act, name, moment)


def _at_work(moment: datetime, random: Random) -> datetime:
    """On a weekday, in the hours in which people write and call."""
    day = moment.date() + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[moment.weekday()])
    return datetime.combine(day, time(9 + random.randrange(8), random.randrange(60)), LONDON)


def _step(act: Act, name: str, moment: datetime) -> Step:
    said = {"moment": moment, "as": act.by, "do": act.do, "with": _dated(act.body, moment.date())}
    return Step.model_validate({**said, "name": name} if act.opens else {**said, "case": name})


def _dated(body: dict[str, Any], today: date) -> dict[str, Any]:
    return {key: today.isoformat() if value == "$today" else value for key, value in body.items() if value is not None}


def _directory() -> Iterator[DirectoryStep]:
    """More groups beside those of the sample."""
    for org, name in MORE.items():
        registered = {"org": org, "name": name, "sector": "vcs", "kind": "community_group"}
        yield _direct("RegisterOrganisation", {**registered, "contact": f"compact@{org}.example"})
        yield _direct("SignUpOrganisation", {"org": org, "compact": "rotherham", "signed_on": SINCE})
        yield _role(f"officer-{org}-representative", "representative", org)


def _role(officer: str, office: str, org: str) -> DirectoryStep:
    held = {"officer": officer, "office": office, "org": org, "employer_org": org, "starts_on": SINCE}
    return _direct("AssignRole", held)


def _direct(command: str, body: dict[str, Any]) -> DirectoryStep:
    return DirectoryStep.model_validate({"do": f"directory.{command}", "with": body})
