"""Problems as one page that opens by double click, for whoever has to mend the files.

Everything is inside the file, without scripts; the rules that were broken are explained on
the page itself, so that it can be sent to a unit that has nothing but a browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

from site_builder.diagnostics import Location, Severity
from site_builder.formatting import format_date, format_number
from site_builder.report.as_junit import xml_text
from site_builder.report.contents import Report, counted, summary_line
from site_builder.report.page_rules import rule_lines
from site_builder.report.page_style import STYLE
from site_builder.report.sentences import Worded, make_visible, word

MOST_OF_A_FILE = 200
"""Problems of one file that the page lists; who has mended these checks again anyway."""

LONGEST_VALUE = 300
"""Characters of a value that are shown."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A report with what the words of the page need."""

    report: Report
    language: str

    def say(self, key: str, **facts: object) -> str:
        """Return words of the page, escaped."""
        return text_of(word(self.report.messages, f"report.page_{key}", facts=facts))

    def number(self, count: int) -> str:
        """Write a count as the language does."""
        return format_number(count, 0, self.language)


def write_page(report: Report, *, language: str, site: str, day: date) -> bytes:
    """Return the page, UTF-8.

    Args:
        report: The problems in words, in ``language``.
        language: Of the messages: it marks the page and writes its numbers.
        site: The name of the portal.
        day: When the files were checked.
    """
    page = _Page(report, language)
    lines = [*_head(page, site, day), "<main>", *_summary(page)]
    if report.problems:
        lines += [*_files(page), '<div id="problems">', *_problems(page), "</div>"]
        lines += [f"<section><h2>{page.say('rules')}</h2>", *_rules(page), "</section>"]
    lines += ["</main>", f"<footer><p>{page.say('foot')}</p></footer>", "</body>", "</html>", ""]
    return "\n".join(lines).encode("utf-8")


def text_of(text: str) -> str:
    """Escape a text; what a file of text cannot hold becomes a sign."""
    return escape(xml_text(text))


def _head(page: _Page, site: str, day: date) -> Iterator[str]:
    """Yield the page's head and its own heading."""
    title = page.say("title")
    yield f'<!DOCTYPE html>\n<html lang="{text_of(page.language)}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="robots" content="noindex">'
    yield f"<title>{title} – {text_of(site)}</title>\n<style>{STYLE}</style>\n</head>\n<body>"
    if page.report.problems:
        yield f'<a class="skip" href="#problems">{page.say("skip")}</a>'
    checked = page.say("checked", day=format_date(day, page.language))
    yield f'<header class="masthead"><p>{text_of(site)}</p>'
    yield f"<h1>{title}</h1>\n<p>{checked}</p></header>"


def _summary(page: _Page) -> Iterator[str]:
    """Yield what stands in the way, how much is only a hint, and what became of the rows."""
    report = page.report
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    if errors:
        verdict = page.say("stops", errors=counted(report.messages, "error", errors))
    elif warnings:
        verdict = page.say("hints", warnings=counted(report.messages, "warning", warnings))
    else:
        verdict = page.say("clean")
    stops = " stops" if errors else ""
    yield f'<section aria-labelledby="summary"><h2 id="summary">{page.say("summary")}</h2>'
    yield f'<p class="verdict{stops}">{verdict}</p>'
    yield from _counts(page, (("errors", errors), ("warnings", warnings), ("files", report.files)))
    rows = report.counts
    yield f"<h3>{page.say('rows')}</h3>"
    read = (("read", rows.read), ("accepted", rows.accepted))
    yield from _counts(page, (*read, ("rejected", rows.rejected), ("blank", rows.blank)), "rows")
    yield f'<p class="note">{page.say("rows_note")}</p></section>'


def _counts(
    page: _Page, counts: Sequence[tuple[str, int]], look: str = "problems"
) -> Iterator[str]:
    """Yield named counts."""
    yield f'<dl class="counts of-{look}">'
    for key, count in counts:
        yield f"<div><dt>{page.say(key)}</dt><dd>{page.number(count)}</dd></div>"
    yield "</dl>"


def _files(page: _Page) -> Iterator[str]:
    """Yield the table of files, each leading to its problems."""
    yield f"<section><h2>{page.say('by_file')}</h2><table>"
    yield f"<caption>{text_of(summary_line(page.report))}</caption>"
    heads = "".join(
        f'<th scope="col" class="number">{page.say(k)}</th>' for k in ("errors", "warnings")
    )
    yield f'<thead><tr><th scope="col">{page.say("file")}</th>{heads}</tr></thead><tbody>'
    for number, (path, problems) in enumerate(_by_path(page.report.problems), start=1):
        errors = sum(problem.severity == Severity.ERROR.value for problem in problems)
        cells = (errors, len(problems) - errors)
        numbers = "".join(f'<td class="number">{page.number(count)}</td>' for count in cells)
        link = f'<a href="#file-{number}">{_name(path)}</a>'
        yield f'<tr><th scope="row">{link}</th>{numbers}</tr>'
    yield f"</tbody></table>\n<p>{page.say('how')}</p></section>"


def _problems(page: _Page) -> Iterator[str]:
    """Yield each file with its problems, sheet by sheet."""
    private = page.report.private_paths
    for number, (path, problems) in enumerate(_by_path(page.report.problems), start=1):
        yield f'<section class="file" aria-labelledby="file-{number}">'
        yield f'<h2 id="file-{number}">{_name(path)}</h2>'
        if path in private:
            yield f'<p class="note">{page.say("private")}</p>'
        listed = _most_urgent(problems)
        for sheet, found in groupby(listed, key=lambda problem: problem.location.sheet):
            if sheet is not None:
                yield f"<h3>{page.say('sheet', sheet=make_visible(sheet))}</h3>"
            yield '<ol class="problems">'
            yield from (line for problem in found for line in _problem(page, problem))
            yield "</ol>"
        if len(listed) < len(problems):
            more = page.number(len(problems) - len(listed))
            yield f'<p class="more">{page.say("more", count=more)}</p>'
        yield "</section>"


def _by_path(problems: Sequence[Worded]) -> Iterator[tuple[str, list[Worded]]]:
    """Yield (path, its problems); the problems come sorted."""
    for path, found in groupby(problems, key=lambda problem: problem.location.path):
        yield path, list(found)


def _most_urgent(problems: list[Worded]) -> list[Worded]:
    """Return as many problems of a file as are listed: errors first, in the file's order."""
    by_weight = sorted(range(len(problems)), key=lambda at: problems[at].severity)
    return [problems[at] for at in sorted(by_weight[:MOST_OF_A_FILE])]


def _problem(page: _Page, problem: Worded) -> Iterator[str]:
    """Yield one problem: how grave, where, what, the value seen, what to do, by which rule."""
    is_error = problem.severity == Severity.ERROR.value
    shape, word_key = ("■", "must") if is_error else ("△", "may")
    place = text_of(str(problem.location))
    yield f'<li class="problem {problem.severity}" data-place="{place}">'
    weight = f'<span aria-hidden="true">{shape}</span> <strong>{page.say(word_key)}</strong>'
    where = f'<span class="place">{_place(page, problem.location)}</span>'
    yield f'<p class="where">{weight} · {where}</p>'
    yield f'<p class="message">{_lines(problem.message)}</p>\n<dl class="facts">'
    if problem.value and not problem.is_private:
        tail = "…" if len(problem.value) > LONGEST_VALUE else ""
        value = text_of(problem.value[:LONGEST_VALUE])
        yield f"<dt>{page.say('value')}</dt><dd><code>{value}</code>{tail}</dd>"
    yield f'<dt>{page.say("help")}</dt><dd class="help">{_lines(problem.help)}</dd>'
    link = f'<a href="#{problem.code}">{problem.code}</a>'
    yield f'<dt>{page.say("rule")}</dt><dd class="code">{link}</dd></dl></li>'


def _place(page: _Page, location: Location) -> str:
    """Return a place within its file, as one would say it."""
    if location.cell is not None:
        return page.say("cell", cell=location.cell)
    if location.sheet is not None:
        return page.say("whole_sheet")
    if location.line is None:
        return page.say("whole_file")
    if location.column is None:
        return page.say("line", line=location.line)
    return page.say("line_column", line=location.line, column=location.column)


def _rules(page: _Page) -> Iterator[str]:
    """Yield the explanation of each rule that was broken."""
    for code in sorted({problem.code for problem in page.report.problems}):
        yield from rule_lines(code, page.report.messages, text_of)


def _name(path: str) -> str:
    """Return a path; it may be broken after each folder."""
    return text_of(str(make_visible(path))).replace("/", "/<wbr>")


def _lines(text: str) -> str:
    """Return a text with its line breaks."""
    return text_of(text).replace("\n", "<br>")
