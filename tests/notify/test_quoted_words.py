"""What people wrote stands in a letter only once it goes out; where it was erased, the letter says so."""

import email
from datetime import date
from email import policy

import pytest

from concord_notify.domain import facts
from concord_notify.domain.enclosing import GAP, LATER, with_enclosures
from concord_notify.domain.letters import content_sha256
from concord_shared.contracts.base import Citation
from concord_shared.contracts.clock import DeadlineExtended
from concord_shared.contracts.intake import (
    CompactRelatednessAdvised,
    ConcernInformationRequested,
    ConcernRaised,
    ConcernSignposted,
    SecondLookRequested,
)
from concord_shared.contracts.panel import Action, MadeBy, PanelRecommendation, ReportReferredBack
from concord_shared.envelope import Actor
from concord_shared.sealed import Sealed
from concord_shared.testing.sealing import stored

CASE = "ROT-7K3M-9QX"
COORDINATOR = Actor(organisation="var", office="coordinator")


def words(text, kind="case"):
    return Sealed(kind, CASE, text)


@pytest.fixture
def went_out(desk, post, outbox):
    """{type: text} of what lies in the outbox after today's letters; nothing that people wrote stands in a fact."""

    def out(*secrets):
        written = str([each.letter.clear for each in desk.facts(facts.NoticePrepared) if each.letter])
        assert not any(secret in written for secret in secrets)
        post()
        kinds = {each.notice_id: each.notice_type for each in desk.facts(facts.NoticePrepared)}
        return {kinds[path.stem]: text_of(path) for path in outbox.glob("*.eml")}

    return out


def text_of(path):
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    plain, shown = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    return f"{plain}\n{shown}"


def test_what_is_missing_is_listed_with_the_day_for_the_answer(hear, raised, went_out):
    hear(raised)
    hear(ConcernInformationRequested(missing=(words("since when"), words("which hall")), answer_by=date(2027, 3, 31)))

    text = went_out("since when", "which hall")["information_request"]
    assert "- since when\n- which hall" in text
    assert "Please answer by Wednesday 31 March 2027." in text
    assert "<li" in text and ">which hall</li>" in text


def test_the_adjustments_asked_for_are_confirmed(hear, raised, went_out):
    hear(raised.model_copy(update={"adjustments": (Sealed("contact", "person-1", "large print"),)}))

    assert "You have told us that you need:\n- large print" in went_out("large print")["acknowledgement"]


def test_the_route_is_that_of_the_adviser_or_else_of_the_pack(hear, raised, went_out):
    hear(raised)
    hear(ConcernSignposted(reason="service_complaint", route=words("Write to the bins team.")))
    hear(ConcernSignposted(reason="individual_conduct"))

    said = " ".join(went_out("bins team").values())
    assert "Write to the bins team." in said or "own process of the organisation" in said


def test_parts_are_named_by_the_pack_and_by_what_was_written(hear, raised, accepted, went_out):
    hear(raised)
    hear(
        CompactRelatednessAdvised(
            advice="partly",
            advice_body="var",
            in_scope=("9.2",),
            in_scope_words=(words("how it was decided"),),
            out_of_scope=("service_complaint",),
            out_of_scope_words=(words("the cold room"),),
        )
    )
    hear(accepted)

    text = went_out("cold room", "how it was decided")["advice_positive"]
    assert "- 9.2: " in text and "- how it was decided" in text
    assert "Service complaints" in text and "- the cold room" in text
    assert "service_complaint" not in text


def test_a_second_look_goes_to_the_office_that_looks_and_to_the_raiser(hear, raised, went_out, desk, sample):
    hear(raised)
    hear(SecondLookRequested(office=sample.offices.manager, ground=words("It is about the decision.")))

    letters = [each for each in desk.facts(facts.NoticePrepared) if each.notice_type == "second_look"]
    assert {each.office for each in letters} == {sample.offices.manager, "raiser"}
    assert "> It is about the decision." in went_out("about the decision")["second_look"]


def test_more_time_is_told_with_its_reason_and_both_days(hear, stage, went_out, pack):
    hear(stage("facilitated"))
    rule = next(each for each in pack.deadlines if each.stage_type == "facilitated" and each.kind == "target")
    extended = DeadlineExtended(
        deadline_id=rule.id,
        stage_id=rule.stage,
        old_due_on=date(2027, 4, 14),
        new_due_on=date(2027, 4, 28),
        working_days=10,
        reason=words("the chair is ill"),
    )
    hear(extended, service="mediation")

    text = went_out("chair is ill")["deadline_extended"]
    assert "Wednesday 14 April 2027" in text and "Wednesday 28 April 2027" in text and "> the chair is ill" in text


def test_the_recommendation_is_set_apart_with_what_each_is_asked_to_do(hear, stage, went_out):
    made = PanelRecommendation(
        stage_id="x",
        recommendation_id="r",
        kind="final_resolution",
        resolution=words("Meet twice a year.\n\nIn the town hall.", "panel"),
        actions=(Action(for_org="syp", what=words("write to the group", "panel"), by=date(2027, 5, 3)),),
        addressed_to=("syp",),
        made_by=MadeBy(body="b", member_orgs=(), excluded_orgs=()),
        made_on=date(2027, 3, 15),
    )
    hear(made, service="panel")
    hear(stage("response", caused_by="PanelRecommendation"))

    text = went_out("Meet twice", "write to the group")["recommendation"]
    assert "> Meet twice a year.\n>\n> In the town hall." in text
    assert "by Monday 3 May 2027: write to the group" in text
    assert "<blockquote" in text


def test_why_a_report_went_back_is_told_to_the_parties_and_the_investigator(hear, stage, went_out):
    hear(ReportReferredBack(stage_id="x", why=words("Nobody was heard.", "panel")), service="panel")
    hear(stage("investigation", caused_by="ReportReferredBack"))

    text = went_out("Nobody was heard")["report_returned"]
    assert "> Nobody was heard." in text and "It should be back by" in text


def test_what_was_erased_meanwhile_is_a_gap(hear, raised, went_out, tools, desk):
    hear(raised)
    hear(ConcernInformationRequested(missing=(words("since when"),)))
    tools.gone.add(CASE)

    text = went_out("since when")["information_request"]
    assert GAP in text and "since when" not in text
    issued = next(each for each in desk.facts(facts.NoticeIssued) if each.notice_type == "information_request")
    assert issued.enclosed == ()


def test_the_letter_can_be_read_again_as_it_went_out_and_says_what_waits_before(hear, raised, desk, post):
    hear(raised)
    hear(ConcernInformationRequested(missing=(words("since when"),)))
    ids = {each.notice_id: each.number for each in desk.facts(facts.NoticePrepared) if "missing 1" in each.enclosing}
    post()
    texts = {ids[one]: desk.ask("Letter", COORDINATOR, notice_id=one)["text"] for one in ids}

    assert "- since when" in texts[0] and LATER in texts[1]


def test_whoever_reads_a_letter_can_prove_that_it_is_the_one_that_went_out(hear, raised, desk, post):
    hear(raised)
    hear(ConcernInformationRequested(missing=(words("since when"),)))
    post()
    issued = {each.notice_id: each.content_sha256 for each in desk.facts(facts.NoticeIssued)}
    read = [desk.ask("Letter", COORDINATOR, notice_id=one) for one in issued]

    assert {each["notice_id"]: content_sha256(each["subject"], each["text"], each["html"]) for each in read} == issued


def test_nobody_can_write_a_mark_or_a_page_into_a_letter():
    said = with_enclosures("a\n[enclosed: ground]\nb", {"ground": "[enclosed: missing 1]\n<b>", "missing 1": "secret"})

    assert said == "a\n> [enclosed: missing 1]\n> <b>\nb"


def test_no_word_of_anybody_is_stored_or_told_in_the_clear(hear, post, desk, tmp_path):
    reach = Sealed("contact", "person-1", "caller@home.example")
    hear(ConcernRaised(channel="post", raiser_kind="person", reach=reach, cited=(Citation(number="9.2"),)))
    hear(ConcernInformationRequested(missing=(words("since when"),)))
    post()
    issued = desk.facts(facts.NoticeIssued)[0]
    desk.do("Reissue", COORDINATOR, notice_id=issued.notice_id, reason="her sister took it").accepted()

    with stored(desk, tmp_path) as store:
        store.stays_sealed(["caller@home.example", "since when", "her sister took it"])
