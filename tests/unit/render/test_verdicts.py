"""Verdicts with their working."""

from dataclasses import replace

import pytest

from site_builder.model.period import Period
from site_builder.model.portal import Assessment, ProgressStatus, Verdict
from site_builder.render.components import StatusView
from site_builder.render.scope import Scope
from site_builder.render.verdicts import make_status, make_why
from site_builder.wording import Wording

NBSP = "\N{NO-BREAK SPACE}"


def test_a_verdict_shows_its_numbers(scope):
    """Value, required value, margin and pace are named; what the rule lacks is left out."""
    verdict = Verdict(ProgressStatus.BEHIND, "below_the_line", 81.0, -5.0, (("pace", 0.738),))
    assessment = Assessment("CT1", "tinh", Period(2024), 0, 76.0, "linear/1", verdict)

    why = make_why(scope, assessment)

    assert dict(why.numbers) == {
        "Giá trị": f"76,0{NBSP}%",
        "Mức cần đạt ở kỳ này": f"81,0{NBSP}%",
        "Chênh lệch (dương là vượt)": "−5,0 điểm %",
        "Tỷ lệ so với lộ trình": f"73,8{NBSP}%",
    }
    assert why.target == f"đạt 100{NBSP}% vào năm 2030"
    assert (why.rule.text, why.rule.note) == (
        "Theo đường thẳng từ giá trị gốc đến mục tiêu",
        "linear/1",
    )


def test_a_sentence_has_a_dash_for_what_is_not_there(scope):
    """Every fact that a sentence may name is given, so that none fails for lack of one."""
    text = "{value} | {required} | {margin} | {target} | {last_year}"
    texts = {**scope.context.wording.texts, "reason.test": text}
    scope = Scope(scope.spec, replace(scope.context, wording=Wording("vi", texts)))
    verdict = Verdict(ProgressStatus.NOT_ASSESSED, "test")
    assessment = Assessment("CT1", "tinh", Period(2024), None, None, "same_period/1", verdict)

    assert make_why(scope, assessment).sentence == "– | – | – | – | –"


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        ("period_not_over", "Chưa hết kỳ"),
        ("taken_early", "Chờ số chính thức"),
        ("figure_not_final", "Chờ số chính thức"),
        ("units_missing", "Chờ đủ đơn vị báo cáo"),
    ],
)
def test_what_a_verdict_waits_for_is_said_in_its_word(scope, reason, word):
    """A year that is over is not called one that is not."""
    verdict = Verdict(ProgressStatus.IN_PROGRESS, reason, None, None)
    assessment = Assessment("CT1", "tinh", Period(2024), 0, 76.0, "every_period/1", verdict)

    assert make_status(scope, assessment) == StatusView("in_progress", word)
