"""The journey of the base: raised by telephone, mediation declined, recommendation answered; stage by stage."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from concord_shared.packs.model import Pack
from concord_shared.testing.caller import Caller, NotAccepted, Reply
from concord_shared.testing.directory_sample import SampleOffices, rotherham_sample, sample_offices

ADMINISTRATOR = "system/administrator"
RAISER, RESPONDENT = "green-doorstep", "rmbc"
COORDINATOR, MEDIATOR = "var/coordinator", "officer-var-mediator"


@dataclass
class Journey:
    """Played on behalf of the sample's people. `offices` are the pack's own words, whatever they are."""

    caller: Caller
    pack: Pack
    today: date
    raiser: str = RAISER
    respondent: str = RESPONDENT

    @cached_property
    def offices(self) -> SampleOffices:
        return sample_offices(self.pack)

    async def set_up(self) -> None:
        """Gives every command that brings the sample directory about; what is registered already stays as it is."""
        for name, body in rotherham_sample(self.pack).commands:
            reply = await self.caller.send(f"directory.{name}", ADMINISTRATOR, None, body)
            if not reply["accepted"] and reply["code"] != "AlreadyRegistered":
                raise NotAccepted(f"directory.{name}: {reply['code']}: {reply['message']}")

    async def raise_concern(self) -> str:
        raised = await self.soon(
            lambda: self.caller.do(
                "intake.RaiseConcern",
                f"var/{self.offices.advice}",
                channel="phone_by_proxy",
                raiser_kind="organisation",
                raiser_org=self.raiser,
                respondent_orgs=[self.respondent],
                cited=[next(iter(self.pack.commitments))],
                text="The grant was ended without the notice that the Compact asks for.",
                raiser_name="A caller",
                reach="caller@green-doorstep.example",
                foi_notice_shown=True,
            )
        )
        return str(raised["case"])

    async def advise(self, case: str) -> Reply:
        return await self.caller.do(
            "intake.AdviseCompactRelated",
            f"var/{self.offices.advice}",
            case,
            advice="yes",
            reasons="A commitment.",
        )

    async def attempt(self, case: str) -> Reply:
        body = {"held_on": self.today.isoformat(), "means": "meeting", "result": "none"}
        return await self.party("intake.RecordInformalAttempt", self.raiser, case, **body)

    async def confirm(self, case: str, org: str) -> Reply:
        statements = list(self.pack.forms.confirm_exhausted.statements)
        return await self.party("intake.ConfirmExhausted", org, case, statements=statements)

    async def to_mediation(self) -> str:
        """Raised, advised, talked over, confirmed by both: the facilitated stage opens."""
        case = await self.raise_concern()
        await self.advise(case)
        await self.attempt(case)
        await self.confirm(case, self.raiser)
        await self.confirm(case, self.respondent)
        return case

    async def decline(self, case: str) -> Reply:
        return await self.soon(lambda: self.party("mediation.DeclineMediation", self.respondent, case))

    async def investigate(self, case: str) -> Reply:
        parts = {part: f"What was found about {part}." for part in self.pack.forms.report_parts}
        investigator = f"review-associates/{self.offices.investigator}"
        appoint = {"officer": "officer-independent-1"}
        await self.soon(lambda: self.executive("panel.AppointInvestigator", case, **appoint))
        report = {"parts": parts, "prior_recommendations": "none"}
        return await self.caller.do("panel.SubmitReport", investigator, case, **report)

    async def review(self, case: str) -> Reply:
        await self.soon(lambda: self.executive("panel.ConveneReview", case))
        heard = {self.raiser: True, self.respondent: True}
        findings = {"is_breach": "partly", "fair_hearing": heard, "prior_recommendations_reasonable": "none"}
        await self.executive("panel.RecordFindings", case, **findings)
        return await self.executive("panel.MakeRecommendation", case, text="Give three months of notice from now on.")

    async def answer(self, case: str, org: str) -> Reply:
        return await self.soon(lambda: self.party("panel.RespondToRecommendation", org, case, response="accept"))

    async def whole(self) -> str:
        """The case from its first call to its last answer; its id."""
        case = await self.to_mediation()
        await self.decline(case)
        await self.investigate(case)
        await self.review(case)
        for org in (self.raiser, self.respondent):
            await self.answer(case, org)
        return case

    async def mediated(self) -> str:
        """The case to terms that both confirm, with more time given on the way; its id."""
        case = await self.to_mediation()
        mediator, terms = f"var/{self.offices.mediator}/{MEDIATOR}", {"text": "Three months of notice."}
        for org in (self.raiser, self.respondent):
            await self.soon(partial(self.party, "mediation.ConsentToMediation", org, case))
        await self.executive("mediation.AppointMediator", case, officer=MEDIATOR)
        for command, org in (("ExtendDeadline", self.raiser), ("AgreeExtension", self.respondent)):
            await self.party(f"mediation.{command}", org, case, **self._more_time(command))
        await self.caller.do("mediation.RecordTerms", mediator, case, **terms)
        for org in (self.raiser, self.respondent):
            await self.party("mediation.ConfirmTerms", org, case, **terms)
        return case

    async def paused(self) -> str:
        """The case suspended in mediation, resumed, and settled between the parties; its id."""
        case = await self.to_mediation()
        outside = self.pack.guard_by("outside_route_open")
        assert outside is not None
        await self.party("intake.RecordExternalRemedy", self.raiser, case, kind=outside.params["kinds"][-1])
        await self.caller.do("intake.SuspendCase", COORDINATOR, case, ground="outside_body_asks")
        await self.caller.do("intake.ResumeCase", COORDINATOR, case, why="outcome_reported")
        await self.party("intake.ReportSettlement", self.raiser, case, text="Three months of notice.")
        await self.party("intake.ConfirmSettlement", self.respondent, case)
        return case

    def _more_time(self, command: str) -> dict[str, Any]:
        """For the deadline of mediation that all parties together may move."""
        rules = (rule for rule in self.pack.deadlines if rule.stage_type == "facilitated" and rule.extension)
        asked = {"working_days": 5, "reason": "One side needs it."} if command == "ExtendDeadline" else {}
        return {"deadline_id": next(rule.id for rule in rules), **asked}

    async def party(self, command: str, org: str, case: str, **body: Any) -> Reply:
        return await self.caller.do(command, f"{org}/representative", case, **body)

    async def executive(self, command: str, case: str, **body: Any) -> Reply:
        return await self.caller.do(command, f"syp/{self.offices.executive}", case, **body)

    async def soon(self, ask: Callable[[], Awaitable[Reply]]) -> Reply:
        """Until the service has heard what this rests on: the stage open, the office held."""
        ends_at = asyncio.get_running_loop().time() + self.caller.patience
        while True:
            try:
                return await ask()
            except NotAccepted:
                if asyncio.get_running_loop().time() > ends_at:
                    raise
                await asyncio.sleep(0.05)
