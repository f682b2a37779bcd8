"""Who may act as what, by the copy of the directory."""

from datetime import date

from concord_shared.envelope import Actor
from concord_shared.packs.loading import builtin, load
from concord_shared.running.rights import may_act
from concord_shared.testing.directory_sample import rotherham_sample

ON = date(2027, 1, 4)
COPY = rotherham_sample(load(builtin()["rotherham"])).copy
SETTING_UP = Actor(organisation="system", office="administrator")


def test_who_sets_up_acts_under_the_id_of_nobody_who_holds_another_office() -> None:
    assert may_act(COPY, SETTING_UP, ON) is None
    borrowed = may_act(COPY, SETTING_UP.model_copy(update={"officer": "officer-var-mediator"}), ON)
    assert borrowed is not None and borrowed.code == "NoAuthority"
