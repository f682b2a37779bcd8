"""ROT-G16 and G32: nothing leaves a mediation but one named item to which every party agreed."""

import pytest
from pydantic import ValidationError

from concord_mediation.domain.facts import DisclosureAgreed, DisclosureProposed, MediationDisclosureAgreed
from concord_mediation.domain.terms_text import sha256_of
from concord_shared.contracts import mediation as told
from concord_shared.contracts.intake import CaseClosed, PartyLeft
from concord_shared.envelope import Actor
from concord_shared.parts import Refused

WORDS = "We offered to pay half in May."
G16 = ("ROT-G16", "001:632", "The Rotherham Compact, Appendix 1, Stage 2")
COORDINATOR = Actor(organisation="var", office="coordinator")
EXECUTIVE = Actor(organisation="trft", office="ceo_group")


def propose(case, org=None, to="investigation", **body):
    return case.by(org or case.raiser, "ProposeDisclosure", to=to, **(body or {"text": WORDS}))


def agree(case, org=None, item_ref="item-1", **body):
    return case.by(org or case.respondent, "AgreeDisclosure", item_ref=item_ref, **body)


def test_an_item_is_released_with_the_agreement_of_the_last_party(case):
    case.working()
    came = propose(case).accepted()
    proposed = came.one(DisclosureProposed)
    assert (proposed.item_ref, proposed.to, proposed.party) == ("item-1", "investigation", case.raiser)
    assert (proposed.text.key, came.answer) == (f"mediation:{case.case}", {"item_ref": "item-1"})

    came = agree(case).accepted()
    assert came.one(DisclosureAgreed).party == case.respondent
    released = came.one(MediationDisclosureAgreed)
    assert released == MediationDisclosureAgreed(item_ref="item-1", to="investigation", agreed_by=case.orgs)


def test_others_are_told_which_item_and_never_what_it_says(case):
    propose(case.working())
    assert not [each for each in case.told() if "Disclosure" in type(each).__name__]
    agree(case)

    (contract,) = [each for each in case.told() if isinstance(each, told.MediationDisclosureAgreed)]
    assert (contract.item_ref, contract.to, set(contract.agreed_by)) == ("item-1", "investigation", set(case.orgs))
    assert WORDS not in contract.model_dump_json()


def test_what_the_mediator_proposes_every_party_still_has_to_agree_to(case):
    case.working()
    came = case.by_mediator("ProposeDisclosure", to="review", text=WORDS).accepted()

    assert came.one(DisclosureProposed).party is None
    assert agree(case, case.raiser).accepted().names == ["DisclosureAgreed"]
    agree(case, case.respondent).accepted().one(MediationDisclosureAgreed)


def test_nobody_else_proposes_or_agrees(case):
    propose(case.working())

    for org in ("rmbc", "var"):
        propose(case, org).refused("NotAParty")
        agree(case, org).refused("NotAParty")


def test_an_item_that_nobody_proposed_is_not_released(case):
    case.working()
    refusal = agree(case).refused("NothingProposed").refusal

    assert (refusal.rule, refusal.source, refusal.clause) == G16
    propose(case)
    agree(case, to="public").refused("NothingProposed", "ROT-G16")


def test_each_party_agrees_once(case):
    propose(case.working())

    agree(case, case.raiser).refused("AlreadyAgreed", "ROT-G32")
    agree(case).accepted()
    agree(case).refused("AlreadyAgreed", "ROT-G32")


def test_what_is_released_to_one_stage_is_not_released_to_another(case):
    propose(case.working())
    agree(case)
    propose(case, item_ref="item-1", to="review").accepted()

    released = [(item.to, item.released) for item in case.load(f"mediation-{case.case}").items]
    assert released == [("investigation", True), ("review", False)]
    agree(case).accepted()
    assert [fact.to for fact in case.facts(MediationDisclosureAgreed)] == ["investigation", "review"]


def test_the_same_thing_is_proposed_once(case):
    propose(case.working())

    propose(case, item_ref="item-1").refused("AlreadyProposed")
    propose(case, item_ref="item-9").refused("UnknownItem")
    assert propose(case, text="Another thing.").accepted().answer == {"item_ref": "item-2"}


def test_the_terms_are_an_item_and_later_terms_are_another(case):
    propose(case.working(), item_ref="terms").refused("UnknownItem")
    case.by_mediator("RecordTerms", text="Terms.").accepted()
    ref = propose(case, item_ref="terms", to="public").accepted().answer["item_ref"]
    assert ref == f"terms-{sha256_of('Terms.')[:12]}"
    case.by_mediator("RecordTerms", text="Other terms.").accepted()

    assert propose(case, item_ref="terms", to="public").accepted().answer["item_ref"] != ref
    assert agree(case, item_ref=ref).accepted().one(MediationDisclosureAgreed).item_ref == ref


def test_after_the_stage_and_after_the_case_the_parties_may_still_agree(case):
    case.working().by(case.respondent, "DeclineMediation").accepted()
    propose(case).accepted()
    closed = CaseClosed(reason="accepted", opened_on=case.today, closed_on=case.today)
    case.hear("intake", closed, case.case)

    agree(case).accepted().one(MediationDisclosureAgreed)


def test_where_there_never_was_a_mediation_there_is_nothing_to_release(untouched):
    propose(untouched).refused("StageNotOpen")


@pytest.mark.parametrize("body", [{}, {"text": "x", "item_ref": "item-1"}])
def test_a_proposal_says_what_is_to_be_shown_once(case, body):
    with pytest.raises(ValidationError):
        case.by(case.raiser, "ProposeDisclosure", to="review", **body)
    with pytest.raises(ValidationError):
        propose(case, to="the_newspaper", text=WORDS)


@pytest.fixture
def one_has_left(untouched):
    """Three met; then one of them left the case."""
    untouched.opened(orgs=("green-doorstep", "syfr", "rmbc"))
    for org in ("green-doorstep", "syfr", "rmbc"):
        untouched.by(org, "ConsentToMediation").accepted()
    untouched.appoint().accepted()
    untouched.by_mediator("RecordSession", held_on=untouched.today).accepted()
    untouched.by_mediator("RecordTerms", text="Terms.").accepted()
    untouched.hear("intake", PartyLeft(org="rmbc", side="responding", why="own_wish"), untouched.case)
    return untouched


def test_who_sat_in_a_session_keeps_a_say_in_what_leaves_it(one_has_left):
    propose(one_has_left).accepted()
    assert agree(one_has_left).accepted().names == ["DisclosureAgreed"]

    came = agree(one_has_left, "rmbc").accepted()
    assert came.one(MediationDisclosureAgreed).agreed_by == ("green-doorstep", "syfr", "rmbc")


def test_who_left_reads_what_is_to_be_released_and_nothing_else(one_has_left):
    propose(one_has_left).accepted()
    gone = Actor(organisation="rmbc", office="representative")
    shown = one_has_left.ask("Case", gone, case=one_has_left.case)

    assert shown["disclosures"][0]["text"] == WORDS and "text" not in shown["terms"]
    facts = one_has_left.ask("History", gone, case=one_has_left.case)["facts"]
    assert WORDS in str(facts) and "Terms." not in str(facts)


def test_what_is_only_proposed_is_seen_by_the_parties_and_the_mediator(case):
    propose(case.working())
    shown = case.ask("Case", Actor(organisation="syfr", office="representative"), case=case.case)
    agreed = {"given": 1, "needed": 2, "by": [case.raiser]}
    line = {"item_ref": "item-1", "to": "investigation", "released": False, "agreed": agreed, "text": WORDS}
    assert shown["disclosures"] == [line]

    for reader in (COORDINATOR, EXECUTIVE):
        assert case.ask("Case", reader, case=case.case)["disclosures"] == []
        assert WORDS not in str(case.ask("History", reader, case=case.case))
    names = [line["name"] for line in case.ask("History", EXECUTIVE, case=case.case)["facts"]]
    assert "DisclosureProposed" not in names


def test_what_is_released_is_known_to_others_by_its_name_alone(case):
    propose(case.working())
    agree(case)

    for reader in (COORDINATOR, EXECUTIVE):
        line = {"item_ref": "item-1", "to": "investigation", "released": True}
        assert case.ask("Case", reader, case=case.case)["disclosures"] == [line]
        history = case.ask("History", reader, case=case.case)["facts"]
        assert "MediationDisclosureAgreed" in [line["name"] for line in history]
        assert WORDS not in str(history)
    with pytest.raises(Refused):
        case.ask("Case", Actor(organisation="rmbc", office="representative"), case=case.case)
