"""By which channels somebody can be reached, from what was given as contact: e-mail first, then post."""

import re

from concord_notify.domain.vocabulary import EMAIL, POST

MAILBOX = re.compile(r"[^\s<>()\[\],;:@\"]+@[^\s<>()\[\],;:@\"]+")
PHONE = re.compile(r"\+?\d[\d \-()]{7,}\d")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
NUMBER_AND_STREET = re.compile(r"\b\d+[A-Z]?,? +[^\W\d]{3,}", re.IGNORECASE)


def channels(contact: str) -> tuple[str, ...]:
    """In the order in which they are tried; none where only a person can call."""
    ways = ((EMAIL, mailbox(contact)), (POST, postal_address(contact)))
    return tuple(channel for channel, there in ways if there is not None)


def mailbox(contact: str) -> str | None:
    """The first e-mail address in it."""
    found = MAILBOX.search(contact)
    return found[0].rstrip(".") if found else None


def postal_address(contact: str) -> str | None:
    """What is left without mailboxes and telephone numbers, where it looks like a place to which post is brought."""
    rest = PHONE.sub("", MAILBOX.sub("", contact))
    there = POSTCODE.search(rest) or NUMBER_AND_STREET.search(rest)
    return rest.strip(" ,;<>()\n\t") if there else None
