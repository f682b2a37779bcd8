"""Handbook 7.1 as one table: who may read what of a case, and who may do what in it; everybody else may not."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from concord.catalogue import every_command
from concord.services import all_services

from .running import AtPlay, at_play
from .walking import (
    ADVISER,
    AUDITOR,
    BOTH,
    CHIEF,
    COORDINATOR,
    INVESTIGATOR,
    MEDIATOR,
    PARTS,
    PUBLIC,
    RAISER,
    RESPONDENT,
    STRANGER,
)

LEARNING, OTHER_MEDIATOR = "syfr/compact_leads_group/officer-syfr-learning", "syfr/mediator/officer-syfr-mediator"
OTHER_VOLUNTEERS, LEAD = "swallownest-lunch-club/representative", "rdash/compact_lead/officer-rdash-lead"
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
    "another mediator": OTHER_MEDIATOR,
    "another group": STRANGER,
    "another lead": LEAD,
    "the public": PUBLIC,
}
PARTIES = {"raising", "responding"}
# What was planted, and who may come upon it (handbook 7.1; the auditor sees who raised it only on cause).
MAY_READ = {
    "Concernmark": {*PARTIES, "coordinator", "advice", "mediator", "investigator", "reviewer", "auditor"},
    "Raisermark": {"raising", "coordinator", "advice"},
    "Talkmark": {*PARTIES, "coordinator", "investigator", "reviewer", "auditor"},
    "Termsmark": {*PARTIES, "mediator"},
    "Evidencemark": {*PARTIES, "coordinator", "investigator", "reviewer", "auditor"},
    "Reportmark": {*PARTIES, "coordinator", "investigator", "reviewer", "auditor"},
    "Recommendmark": {*PARTIES, "coordinator", "investigator", "reviewer", "auditor"},
    "Answermark": {*PARTIES, "coordinator", "investigator", "reviewer", "auditor"},
    "who declined": {*PARTIES, "coordinator", "mediator", "auditor"},
    "that it is there": {*PARTIES, "coordinator", "advice", "mediator", "investigator", "reviewer", "auditor"},
}
OF_THE_CASE = ("Case", "History", "Why")
# Questions that are not of one case: who gets an answer to them at all.
EVERYBODY = set(READERS)


@dataclass
class Played:
    """The case, and for each command in its turn: whoever else tried it first, and what they were told."""

    play: AtPlay
    case: str = ""
    tried: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    wrote: list[str] = field(default_factory=list)

    async def step(self, command: str, by: str, *others: str, **body: Any) -> dict[str, Any]:
        """All who may not try it first; the last one may, so it was not the body or the stage that kept them."""
        kept_out = [each for each in READERS.values() if each not in (by, *others)]
        for each in kept_out:
            before = self._facts()
            reply = await self.play.do(command, each, self.case or None, **body)
            self.tried.setdefault(command, {})[each] = reply
            self.wrote += [f"{command} by {each}: {name}" for name in self._facts_since(before)]
        reply = await self.play.do(command, by, self.case or None, **body)
        assert reply["accepted"], (command, by, reply)
        self.tried.setdefault(command, {})[by] = reply
        return reply

    def _facts(self) -> dict[str, int]:
        return {name: each.store.head() for (_, name), each in self.play.player.machine.running.items()}

    def _facts_since(self, before: dict[str, int]) -> list[str]:
        running = self.play.player.machine.running
        found = []
        for (_, name), each in running.items():
            for one in each.store.notifications(before[name], 1_000):
                found.append(type(each.memory.reader.decode(one, position=one.id).fact).__name__)
        return [name for name in found if name not in ON_RECORD]


ON_RECORD = {"AppointmentRejected", "ReviewerRefused", "PanelMemberExcluded", "ReadRefused"} | {
    "NoticePrepared",
    "NoticeIssued",
    "NoticeDelivered",
    "NoticeFailed",
    "Reported",
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with at_play(tmp_path_factory.mktemp("rights")) as play:
        story = Played(play)
        play.run(_story(story))
        yield story


async def _story(story: Played) -> None:
    raised = await story.play.do(
        "intake.RaiseConcern",
        ADVISER,
        channel="phone_by_proxy",
        raiser_kind="person",
        raiser_name="Raisermark",
        reach="raisermark@example.example",
        respondent_orgs=["rmbc"],
        cited=["9.2"],
        text="Concernmark",
    )
    story.case = raised["case"]
    await _triage(story)
    await _talks(story)
    await _help(story)
    await _look(story)
    await _review(story)


async def _triage(story: Played) -> None:
    await story.step("intake.AcknowledgeConcern", ADVISER)
    await story.step("intake.RequestInformation", ADVISER, missing=["Since when?"])
    await story.step("intake.SupplyInformation", ADVISER, COORDINATOR, text="Since May.")
    await story.step("intake.CiteCommitments", ADVISER, COORDINATOR, cited=["9.3"])
    await story.step("intake.AdviseCompactRelated", ADVISER, advice="yes", reasons="It names a commitment.")
    members = (STRANGER, OTHER_VOLUNTEERS, RESPONDENT, LEAD, OTHER_MEDIATOR, LEARNING, MEDIATOR, CHIEF)
    await story.step("intake.AdoptConcern", RAISER, *members, ADVISER, COORDINATOR, raiser_consents=True)


async def _talks(story: Played) -> None:
    for org in (RAISER, RESPONDENT):
        other = RESPONDENT if org == RAISER else RAISER
        body = {"held_on": "2027-01-04", "means": "Talkmark", "result": "none"}
        await story.step("intake.RecordInformalAttempt", org, other, **body)
    await story.step("intake.GiveExplanation", RESPONDENT, RAISER, admits="partly", text="Talkmark")
    await story.step("intake.DisputeExhausted", RESPONDENT, RAISER, still_to_try="Talkmark")
    await story.step("intake.ConfirmExhausted", RAISER, RESPONDENT, statements=BOTH)
    await story.step("intake.RetractConfirmation", RAISER, RESPONDENT)
    await story.step("intake.ConfirmExhausted", RAISER, RESPONDENT, statements=BOTH)
    await story.play.do("intake.ConfirmExhausted", RESPONDENT, story.case, statements=BOTH)


async def _help(story: Played) -> None:
    await story.step("mediation.ConsentToMediation", RAISER, RESPONDENT)
    await story.play.do("mediation.ConsentToMediation", RESPONDENT, story.case)
    await story.step("mediation.AppointMediator", CHIEF, officer="officer-var-mediator")
    await story.step("mediation.ObjectToMediator", RAISER, RESPONDENT, reason="Termsmark")
    sides = ["green-doorstep", "rmbc"]
    await story.step("mediation.RecordSession", MEDIATOR, held_on="2027-01-04", attending_sides=sides)
    await story.step("mediation.RecordTerms", MEDIATOR, text="Termsmark")
    await story.step("mediation.ConfirmTerms", RAISER, RESPONDENT, text="Termsmark")
    await story.step("mediation.DeclineMediation", RESPONDENT, RAISER)


async def _look(story: Played) -> None:
    await story.step("panel.AppointInvestigator", CHIEF, officer="officer-independent-1")
    await story.step("panel.SubmitEvidence", RAISER, RESPONDENT, INVESTIGATOR, text="Evidencemark")
    parts = {part: f"Reportmark on {part}." for part in PARTS}
    await story.step("panel.SubmitReport", INVESTIGATOR, parts=parts, prior_recommendations="none")


async def _review(story: Played) -> None:
    await story.step("panel.ConveneReview", CHIEF)
    await story.step("panel.HearParty", CHIEF, party="rmbc", held_on="2027-01-04")
    findings = {"is_breach": "partly", "prior_recommendations_reasonable": "none"}
    await story.step("panel.RecordFindings", CHIEF, fair_hearing={"green-doorstep": True, "rmbc": True}, **findings)
    await story.step("panel.MakeRecommendation", CHIEF, text="Recommendmark")
    body = {"response": "reject", "reason": "Answermark"}
    await story.step("panel.RespondToRecommendation", RESPONDENT, RAISER, **body)
    await story.play.do("panel.RespondToRecommendation", RAISER, story.case, response="accept")


def test_who_may_not_is_refused_in_words_and_changes_nothing(played: Played) -> None:
    assert played.wrote == []
    for command, replies in played.tried.items():
        accepted = [by for by, reply in replies.items() if reply["accepted"]]
        assert len(accepted) == 1, (command, accepted)
        for by, reply in replies.items():
            assert reply["accepted"] or reply["message"].endswith("."), (command, by, reply)


@pytest.mark.parametrize("reader", READERS)
def test_each_sees_of_a_case_what_the_table_says_and_nothing_more(played: Played, reader: str) -> None:
    seen = played.play.run(_seen(played, READERS[reader]))
    may = {mark for mark, readers in MAY_READ.items() if reader in readers}
    assert seen == may


async def _seen(played: Played, reader: str) -> set[str]:
    """Everything that this reader is shown, by any question of any service, searched for what was planted."""
    answers = [answer async for answer in _answers(played, reader)]
    whole = json.dumps(answers)
    found = {mark for mark in MAY_READ if mark in whole or mark.lower() in whole}
    if any(played.case in json.dumps(each) for each in answers):
        found.add("that it is there")
    declined = [line for answer in answers for line in answer.get("facts", []) if _tells_who_declined(line)]
    return found | ({"who declined"} if declined else set())


def _tells_who_declined(line: dict[str, Any]) -> bool:
    return line["name"] == "MediationDeclined" and "rmbc" in json.dumps([line["data"], line["actor"], line["words"]])


async def _answers(played: Played, reader: str):
    ids = await played.play.ask("notify.Notices", AUDITOR, case=played.case)
    for service, parts in all_services().items():
        for question in parts.questions:
            for body in _bodies(f"{service}.{question}", played.case, ids["notices"]):
                reply = await played.play.ask(f"{service}.{question}", reader, **body)
                if reply["answered"]:
                    yield {key: value for key, value in reply.items() if key != "case"} if _empty(reply) else reply


def _empty(reply: dict[str, Any]) -> bool:
    return not any(value for key, value in reply.items() if key not in {"answered", "case", "position", "seen"})


def _bodies(question: str, case: str, notices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if question == "notify.Letter":
        return [{"notice_id": each["notice_id"]} for each in notices]
    fields = next(parts.questions[question.partition(".")[2]].model.model_fields for parts in _of(question))
    return [{"case": case}] if "case" in fields else [{}]


def _of(question: str) -> Iterator[Any]:
    yield all_services()[question.partition(".")[0]]


def test_every_command_of_a_case_was_tried_by_everybody(played: Played) -> None:
    known = {each["command"] for each in every_command() if each["service"] in {"intake", "mediation", "panel"}}
    assert known - set(played.tried) == NOT_IN_THE_STORY


NOT_IN_THE_STORY: set[str] = {"intake.RaiseConcern"}
