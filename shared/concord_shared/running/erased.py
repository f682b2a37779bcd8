"""What is answered to whoever writes about an erased person: the keys are gone before every service has heard."""

from concord_shared.refusals import Refusal

PERSON_ERASED = Refusal(
    code="PersonErased",
    message="The personal data of this person or case were erased, for good: nothing more is written about them.",
)
