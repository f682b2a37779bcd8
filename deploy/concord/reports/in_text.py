"""A report on a terminal: the same words and numbers, without pictures."""

from concord.reports.model import Block, Details, Paragraph, Report, Steps, Table
from concord.saying import in_words, plain, say, say_table


def say_report(report: Report) -> None:
    say(f"[bold]{plain(report.title)}[/] ({report.id}), {plain(report.compact)}")
    say(f"For {plain(report.whom)}. As the record stood on {in_words(report.as_of)}.")
    _say_details(report.about)
    for section in report.sections:
        say(f"\n[bold]{plain(section.heading)}[/]")
        for block in section.blocks:
            _say(block)


def _say(block: Block) -> None:
    match block:
        case Paragraph():
            say(plain(block.text))
        case Details():
            _say_details(block.rows)
        case Table(rows=()):
            say(plain(f"{block.caption}: {block.empty}"))
        case Table():
            say(plain(block.caption))
            say_table(block.columns, block.rows)
        case Steps():
            _say_steps(block)
        case _:
            pass


def _say_details(rows: tuple[tuple[str, str], ...]) -> None:
    for name, value in rows:
        say(f"  {plain(name)}: {plain(value)}")


def _say_steps(block: Steps) -> None:
    if not block.steps:
        say(plain(block.empty))
    for number, step in enumerate(block.steps, 1):
        say(f"{number:>4}. {plain(step.when)}  {plain(step.words)}")
        for line in step.small:
            say(f"      [dim]{plain(line)}[/]")
        if step.held:
            say(f"      [dim]held: {plain(', '.join(step.held))}[/]")
