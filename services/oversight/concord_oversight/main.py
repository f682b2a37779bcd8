"""Where oversight is joined together."""

from pydantic import BaseModel

from concord_oversight.application import group_work, handlers, sweeps
from concord_oversight.application.reactions import REACTIONS
from concord_oversight.domain import (
    action,
    commands,
    dispute,
    facts,
    group_commands,
    learning,
    lesson,
    meeting,
    pattern,
    publishing,
    report,
)
from concord_oversight.messaging.outbound import tell
from concord_oversight.messaging.reports import reported
from concord_oversight.read_side import (
    actions,
    backtest,
    counting_history,
    measures,
    meetings,
    pattern_file,
    patterns,
    prompts,
    published,
    report_lines,
)
from concord_oversight.read_side.history import history_of_case
from concord_oversight.settings import OversightSettings
from concord_shared.parts import Aggregate, Command, Question, Service
from concord_shared.running.access import with_access_log
from concord_shared.running.history import HistoryOf
from concord_shared.running.process import run_service
from concord_shared.running.reading_settings import read_settings

OF_THE_GROUP: dict[type[BaseModel], group_work.Handle] = {
    group_commands.RecordActionItem: group_work.record_action,
    group_commands.CompleteActionItem: group_work.complete_action,
    group_commands.MoveActionItem: group_work.move_action,
    group_commands.DropActionItem: group_work.drop_action,
    group_commands.PlanLearningMeeting: group_work.plan_meeting,
    group_commands.MoveLearningMeeting: group_work.move_meeting,
    group_commands.CancelLearningMeeting: group_work.cancel_meeting,
    group_commands.RecordLearningMeeting: group_work.record_meeting,
    group_commands.PublishReport: group_work.publish_report,
    group_commands.DecideDisclosure: group_work.decide_disclosure,
}


AGGREGATES = {
    "dispute-": Aggregate(dispute.start, dispute.evolve),
    "pattern-": Aggregate(pattern.start, pattern.evolve, pattern.next_on),
    report.PREFIX: Aggregate(report.start, report.evolve),
    lesson.PREFIX: Aggregate(lesson.start, lesson.evolve),
    action.PREFIX: Aggregate(action.start, action.evolve),
    meeting.PREFIX: Aggregate(meeting.start, meeting.evolve),
    publishing.PUBLISHED: Aggregate(publishing.start, publishing.evolve),
    publishing.DISCLOSURE: Aggregate(publishing.start, publishing.evolve),
}
READ_SIDES = (patterns, report_lines, counting_history, actions, meetings, prompts, published)
QUESTIONS = {
    "History": Question(HistoryOf, history_of_case),
    "Patterns": patterns.QUESTION,
    "Pattern": pattern_file.QUESTION,
    "RepeatRule": backtest.RULE,
    "Backtest": backtest.QUESTION,
    "Measures": measures.QUESTION,
    "Actions": actions.QUESTION,
    "LearningMeetings": meetings.QUESTION,
    "ReviewPrompts": prompts.QUESTION,
    **published.QUESTIONS,
}


def service() -> Service:
    return with_access_log(_service())


def _service() -> Service:
    return Service(
        name="oversight",
        facts=facts.FACTS,
        aggregates=AGGREGATES,
        commands={
            "RecordDialogue": Command(commands.RecordDialogue, handlers.record_dialogue),
            "AgreeToDialogue": Command(commands.AgreeToDialogue, handlers.agree_to_dialogue),
            "ClosePattern": Command(commands.ClosePattern, handlers.close_pattern),
            **{model.__name__: Command(model, handle) for model, handle in OF_THE_GROUP.items()},
        },
        tell=tell,
        report=reported,
        hears=("directory", "intake", "mediation", "notify", "panel"),
        reactions=REACTIONS,
        sweep=sweeps.sweep,
        questions=QUESTIONS,
        projections=tuple(each.PROJECTION for each in READ_SIDES),
        kinds=frozenset({learning.KIND}),
    )


def main() -> None:
    run_service(service(), read_settings("oversight", OversightSettings))
