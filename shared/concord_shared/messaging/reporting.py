"""The relay of what reports may see: from oversight's own store, position by position, to the REPORTING stream."""

import asyncio
from collections.abc import Callable

from eventsourcing.persistence import Notification
from nats.aio.client import Client

from concord_shared.contracts.reporting import Reported
from concord_shared.envelope import Recorded
from concord_shared.messaging import subjects
from concord_shared.messaging.cloudevents import HEARD, to_message
from concord_shared.messaging.publishing import Outgoing
from concord_shared.messaging.relay import Make, Relay
from concord_shared.messaging.relays import Read, told_of
from concord_shared.store.ports import Store

Report = Callable[[Recorded], Reported | None]
CAUSES = (HEARD, "ce-causationid", "ce-correlationid")
ABOUT = "ce-subject"


def reporting(compact: str, service: str, read: Read, report: Report) -> Make:
    """Translates what was noted for reports; nothing of what led to it goes with it. `service` is oversight."""

    def make(notification: Notification, previous: int) -> Outgoing | None:
        recorded = read(notification)
        reported = report(recorded)
        if reported is None:
            return None
        _, headers, payload = to_message(told_of(recorded, reported, service, previous), compact)
        of, _, fact = reported.of.partition(".")
        subject = subjects.reported(compact, of, fact, reported.major, reported.about)
        kept = {name: value for name, value in headers.items() if name not in CAUSES}
        return Outgoing(recorded.position, subject, {**kept, ABOUT: reported.about}, payload)

    return make


def reporting_relay(
    store: Store, connection: Client, compact: str, service: str, read: Read, report: Report, wake: asyncio.Event
) -> Relay:
    make = reporting(compact, service, read, report)
    return Relay(store, connection, subjects.reporting_stream(compact), make, wake)
