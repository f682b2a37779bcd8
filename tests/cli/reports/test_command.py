"""`concord report RP...`: what it takes, what it refuses, and what it writes where."""

import asyncio
import builtins

import pytest

from concord import cases

from .measuring import answered, row

PERIOD = ("--from", "2026-04-01", "--to", "2027-03-31")


@pytest.fixture
def answering(monkeypatch, services):
    talking = services(answered(M22=[row("alleged", "3.7", 7)], M24=[]))
    monkeypatch.setattr(cases, "ask", lambda where, what: asyncio.run(what(talking)))
    return talking


def test_the_terminal_shows_words_and_numbers(concord, answering):
    said = concord("report", "RP9", *PERIOD)
    assert said.code == 0
    assert all(word in said.out for word in ("Heat map of commitments (RP9)", "How M22 is counted.", "3.7: ", " 7"))


def test_programs_get_the_report_as_data(concord, answering):
    found = concord("report", "RP9", *PERIOD, "--json").data
    assert (found["id"], found["as_of"]) == ("RP9", "2027-03-31")


def test_page_and_pdf_are_written_with_their_digest_for_the_owner_alone(concord, answering, tmp_path):
    html, pdf = tmp_path / "r.html", tmp_path / "r.pdf"
    said = concord("report", "RP9", *PERIOD, "--html", html, "--pdf", pdf)
    assert html.read_text().startswith("<!DOCTYPE html>") and pdf.read_bytes().startswith(b"%PDF-")
    assert said.out.count("SHA-256") == 2
    assert {path.stat().st_mode & 0o777 for path in (html, pdf)} == {0o600}


def test_who_asks_and_up_to_where_is_passed_on(concord, answering):
    concord("report", "RP9", *PERIOD, "--at", "700", "--as", "var/coordinator")
    assert {who for _, who, _ in answering.asked} == {"var/coordinator"}
    assert [body["position"] for what, _, body in answering.asked if what[1] == "Measures"] == [700]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("RP99",), "There is no report 'RP99'. There are: RP1"),
        (("RP9",), "RP9 covers a period: say which"),
        (("RP9", "--from", "2027-01-02", "--to", "2027-01-01"), "The period ends (2027-01-01) before it begins"),
        (("RP9", *PERIOD, "--near", "3"), "RP9 does not take --near. It takes: --at, --from, --public, --to."),
        (("RP9", *PERIOD, "--at", "yesterday"), "'yesterday' is no position"),
        (("RP9", "--from", "spring", "--to", "2027-01-01"), "spring"),
        (("RP1",), "RP1 is about one case: say which with --case"),
        (("RP1", "--case", "ROT-7K3M-9QQ"), "RP1 is about one case"),
        (("RP7", "--public"), "RP7 does not take --public. It takes: --near."),
        (("RP9", *PERIOD, "--html", "/no/such/folder/x.html"), "cannot be written"),
        (("RP9", *PERIOD, "--as", "nobody"), "names nobody"),
        (("RP9", *PERIOD, "--theme", "x"), "--theme is not for reports"),
        (("RP9", "RP7", *PERIOD), "One report at a time: RP9 first, then RP7."),
        (("M22", *PERIOD, "--public"), "--public is not for measures"),
        (("M22", *PERIOD, "--at", "yesterday"), "'yesterday' is no position"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence_and_exit_2(concord, answering, words, sentence):
    said = concord("report", *words)
    assert (said.code, sentence in said.err) == (2, True), said.err


def test_a_refusal_is_exit_1(concord, answering):
    answering.answers["oversight.Measures"] = "Figures are for the group that learns."
    said = concord("report", "RP9", *PERIOD)
    assert (said.code, said.err.strip()) == (1, "Figures are for the group that learns.")


@pytest.mark.parametrize(("option", "missing"), [("--html", "jinja2"), ("--pdf", "typst"), ("--html", "altair")])
def test_without_the_optional_parts_it_says_how_to_install_them(
    concord, answering, monkeypatch, tmp_path, option, missing
):
    from concord import missing as parts

    def import_module(name):
        if name == missing:
            raise ImportError(name=name)
        return builtins.__import__(name)

    monkeypatch.setattr(parts, "import_module", import_module)
    from concord.reports.charts import svg

    svg.cache_clear()
    said = concord("report", "RP9", *PERIOD, option, tmp_path / "file")
    assert said.code == 2
    assert f"Reports need '{missing}'" in said.err and "pip install 'concord-casework[reports]'" in said.err
    assert list(tmp_path.iterdir()) == []
