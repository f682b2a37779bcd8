"""Two concerns never get the same reference."""

from types import SimpleNamespace

from concord_intake.application.handlers import unused


def test_a_reference_that_is_taken_is_not_given_again(pack):
    drawn = iter(["ROT-1111-111", "ROT-1111-111", "ROT-2222-222"])
    phases = {"case-ROT-1111-111": "received", "case-ROT-2222-222": "not_raised"}
    desk = SimpleNamespace(
        ids=SimpleNamespace(case=lambda _prefix: next(drawn)),
        load=lambda stream: SimpleNamespace(phase=phases[stream]),
    )

    assert unused(desk, pack) == "ROT-2222-222"
