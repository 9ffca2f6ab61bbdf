"""The report as JUnit XML, which every CI server reads: one suite an article, one case a claim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from extractor.check.report_text import explained
from extractor.check.verdict import Checked, Verdict
from extractor.errors import InputError

_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(checked: Sequence[Checked], problems: Sequence[InputError] = ()) -> str:
    """The document. What could not be checked is a case with an error, in a suite of its own."""
    suites = [line for one in checked for line in _suite(one)]
    if problems:
        suites += _problems(problems)
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="extract check">', *suites, "</testsuites>", ""]
    )


def _suite(one: Checked) -> Iterator[str]:
    counts = Counter(verdict.outcome for verdict in one.verdicts)
    numbers = {"failures": counts["fail"], "errors": 0, "skipped": counts["todo"] + counts["warn"]}
    yield f"  <testsuite{_attributes(name=one.article, tests=len(one.verdicts), **numbers)}>"
    for verdict in one.verdicts:
        yield from _case(verdict, one.article)
    yield "  </testsuite>"


def _case(verdict: Verdict, article: str) -> Iterator[str]:
    opening = f"    <testcase{_attributes(name=verdict.name, classname=verdict.file)}"
    details = explained(verdict, article)
    if verdict.outcome == "ok":
        yield f"{opening}/>"
        return
    yield f"{opening}>"
    message = details[0] if details else verdict.name
    if verdict.outcome == "fail":
        kind = "extra" if verdict.extra else "claim"
        yield f"      <failure{_attributes(type=kind, message=message)}>{_text(chr(10).join(details))}</failure>"
    elif verdict.outcome == "passes":
        yield "      <system-out>a known miss that passes by now</system-out>"
    else:
        kind = "a known miss" if verdict.outcome == "todo" else "a warning"
        yield f"      <skipped{_attributes(message=f'{kind}: {message}')}/>"
    yield "    </testcase>"


def _problems(problems: Sequence[InputError]) -> Iterator[str]:
    number = len(problems)
    yield f"  <testsuite{_attributes(name='not checked', tests=number, failures=0, errors=number, skipped=0)}>"
    for problem in problems:
        yield f"    <testcase{_attributes(name=problem.where or 'extract', classname='not checked')}>"
        yield f"      <error{_attributes(type='input', message=str(problem))}/>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _attributes(**values: str | int) -> str:
    return "".join(f" {name}={quoteattr(_clean(str(value)))}" for name, value in values.items())


def _text(value: str) -> str:
    return escape(_clean(value))


def _clean(value: str) -> str:
    return _NO_XML.sub("\ufffd", value)
