"""Where directory is joined together."""

from concord_directory.application import handlers, sweeps
from concord_directory.domain import body, commands, erasure, facts, holidays, officer, organisation, packs
from concord_directory.messaging.outbound import tell
from concord_directory.read_side.days import Days, days
from concord_directory.read_side.interests import Interests, interests
from concord_directory.read_side.offices import Offices, offices
from concord_directory.read_side.organisations import Organisations, organisations
from concord_directory.read_side.pack_gaps import PackGaps, pack_gaps
from concord_directory.read_side.pack_history import PackHistory, pack_history
from concord_directory.read_side.packs import Packs
from concord_directory.read_side.packs import packs as versions
from concord_directory.settings import DirectorySettings
from concord_shared.parts import Aggregate, Command, Question, Service
from concord_shared.running.process import run_service
from concord_shared.running.reading_settings import read_settings


def service() -> Service:
    return Service(
        name="directory",
        facts=facts.FACTS,
        aggregates={
            "org-": Aggregate(organisation.start, organisation.evolve),
            "officer-": Aggregate(officer.start, officer.evolve),
            "body-": Aggregate(body.start, body.evolve),
            "pack-": Aggregate(packs.start, packs.evolve),
            "calendar-": Aggregate(holidays.start, holidays.evolve),
            "person-": Aggregate(erasure.start, erasure.evolve, erasure.next_on),
        },
        commands={
            "RegisterOrganisation": Command(commands.RegisterOrganisation, handlers.on_organisation),
            "SignUpOrganisation": Command(commands.SignUpOrganisation, handlers.on_organisation),
            "DeclareClosure": Command(commands.DeclareClosure, handlers.on_organisation),
            "AssignRole": Command(commands.AssignRole, handlers.assign_role),
            "EndRole": Command(commands.EndRole, handlers.end_role),
            "DeclareInterest": Command(commands.DeclareInterest, handlers.declare_interest),
            "ClearInterest": Command(commands.ClearInterest, handlers.clear_interest),
            "ScheduleMeeting": Command(commands.ScheduleMeeting, handlers.schedule_meeting),
            "DeclareBankHoliday": Command(commands.DeclareBankHoliday, handlers.declare_bank_holiday),
            "PublishPack": Command(commands.PublishPack, handlers.publish_pack),
            "RenewPack": Command(commands.RenewPack, handlers.renew_pack),
            "RetirePack": Command(commands.RetirePack, handlers.retire_pack),
            "ErasePersonalData": Command(commands.ErasePersonalData, handlers.erase_personal_data),
        },
        tell=tell,
        sweep=sweeps.sweep,
        effect=sweeps.destroy_keys,
        questions={
            "Organisations": Question(Organisations, organisations),
            "Offices": Question(Offices, offices),
            "Packs": Question(Packs, versions),
            "PackGaps": Question(PackGaps, pack_gaps),
            "PackHistory": Question(PackHistory, pack_history),
            "Interests": Question(Interests, interests),
            "Days": Question(Days, days),
        },
        kinds=frozenset({"contact"}),
    )


def main() -> None:
    run_service(service(), read_settings("directory", DirectorySettings))
