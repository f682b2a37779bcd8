"""Follows four facts of a Compact, a JSON line each: python subscriber.py NATS_URL TOKEN_FILE COMPACT"""

import asyncio
import json
import sys
from pathlib import Path

import nats
from cloudevents.core.bindings.http import HTTPMessage, from_binary
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

FACTS = {
    "intake": "ConcernRaised",
    "mediation": "MediationFailed",
    "panel": "PanelRecommendation",
    "notify": "NoticeIssued",
}


async def follow(streams, compact, service, fact):
    subject, stream = f"concord.{compact}.told.{service}.{fact}.v1.*", f"TOLD_{service}_{compact}".upper()
    subscription = await streams.pull_subscribe(subject, f"example-{compact}-{fact}", stream)
    while True:
        try:
            messages = await subscription.fetch(50, timeout=5)
        except TimeoutError:
            continue
        for message in messages:
            event = from_binary(HTTPMessage(message.headers, message.data), JSONFormat(), CloudEvent)
            line = {"fact": fact, "id": event.get_id(), "case": event.get_subject(), "data": event.get_data()}
            print(json.dumps(line | {"on": event.get_extension("occurredon")}), flush=True)
            await message.ack()


async def main(url, token, compact):
    connection = await nats.connect(url, token=token, max_reconnect_attempts=-1)
    streams = connection.jetstream()
    await asyncio.gather(*(follow(streams, compact, *each) for each in FACTS.items()))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]).read_text().strip(), sys.argv[3]))
