"""Commands in the README and the docs that are marked ``console run`` do what the page says; links lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
BLOCK = re.compile(r"^```console run( background)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
CASE = re.compile(r"\b[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{3}\b")
ANYTHING, FOLDER = "...", "first-case"
SECONDS_TO_START = 60
RUNNABLE = [page for page in PAGES if BLOCK.search(page.read_text())]


@pytest.mark.parametrize("page", RUNNABLE, ids=lambda page: page.stem)
def test_what_a_page_shows_is_what_happens(page, shell, request):
    if f"{FOLDER} --example" in page.read_text():
        shutil.copytree(request.getfixturevalue("example_data"), shell.folder / FOLDER)
    for step in steps_of(page.read_text()):
        shell.check(step)


def test_there_are_pages_to_run():
    assert {"README", "dates", "first-case"} <= {page.stem for page in RUNNABLE}


def test_a_wrong_output_is_seen(shell):
    with pytest.raises(AssertionError, match="three"):
        shell.check(*steps_of("```console run\n$ echo one; echo two\none\nthree\n```\n"))


def test_a_failing_command_is_seen(shell):
    with pytest.raises(AssertionError, match="no-such-command"):
        shell.check(*steps_of("```console run\n$ no-such-command\n```\n"))


def test_a_refusal_that_is_shown_is_no_failure(shell):
    shell.check(*steps_of("```console run\n$ echo 'Refused: so'; false\nRefused: so\n```\n"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page):
    links = [link for link in LINK.findall(page.read_text()) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


@dataclass(frozen=True)
class Step:
    command: str
    shown: str
    background: bool


def steps_of(text: str) -> Iterator[Step]:
    """One for each line that begins with ``$``, with what it is shown to print."""
    for background, block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.replace("\\\n", " ").partition("\n")
            yield Step(command, shown.strip(), bool(background))


@dataclass
class Shell:
    """Runs the commands of a page in one folder. A case has another number each time: `cases` maps the page's to ours."""

    folder: Path
    cases: dict[str, str] = field(default_factory=dict)
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def check(self, step: Step) -> None:
        printed = self._begin(step) if step.background else self._run(step)
        for shown, ours in zip(CASE.findall(step.shown), CASE.findall(printed), strict=False):
            self.cases.setdefault(shown, ours)
        assert fits(self._ours(step.shown), printed), f"{step.command}\nshows\n{step.shown}\nbut prints\n{printed}"

    def _run(self, step: Step) -> str:
        found = subprocess.run(
            ["bash", "-c", self._ours(step.command)],
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=60,
        )
        refused = found.returncode == 1 and "Refused:" in step.shown
        assert found.returncode == 0 or refused, f"{step.command}\n{found.stdout}"
        return found.stdout

    def _begin(self, step: Step) -> str:
        log = self.folder / f"window-{len(self.running)}.log"
        with log.open("wb") as file:
            command = ["bash", "-c", f"exec {step.command}"]
            out = {"stdin": subprocess.DEVNULL, "stdout": file, "stderr": file}
            self.running.append(subprocess.Popen(command, cwd=self.folder, env=environment(), **out))
        deadline = time.monotonic() + SECONDS_TO_START
        while not fits(step.shown, log.read_text()):
            assert self.running[-1].poll() is None, f"{step.command} ended:\n{log.read_text()}"
            assert time.monotonic() < deadline, f"{step.command} prints only:\n{log.read_text()}"
            time.sleep(0.1)
        return log.read_text()

    def _ours(self, text: str) -> str:
        return CASE.sub(lambda found: self.cases.get(found[0], found[0]), text)

    def end(self) -> None:
        for process in self.running:
            process.terminate()
            process.wait(30)


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    shell = Shell(tmp_path)
    try:
        yield shell
    finally:
        shell.end()


def environment() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("CONCORD_")}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**own, "PATH": path, "NO_COLOR": "1", "COLUMNS": "200", "TERM": "dumb"}


def fits(shown: str, printed: str) -> bool:
    """Line by line, spaces aside; ``...`` alone on a line stands for any lines, within one for any text."""
    pattern = "".join(_line(line) for line in shown.splitlines())
    text = "".join(f"{' '.join(line.split())}\n" for line in printed.strip().splitlines())
    return not shown or re.fullmatch(pattern, text) is not None


def _line(line: str) -> str:
    if line.strip() == ANYTHING:
        return r"(?:.*\n)*"
    return ".*".join(re.escape(part) for part in " ".join(line.split()).split(ANYTHING)) + r"\n"
