"""Two districts with 21 unbroken months: every crime type in every view reads well."""

import re
from math import isnan

import pytest

from callbacks import overview, trends
from data.model.question import Question
from data.model.view import VIEW_CHOICES
from tests.texts import text_of

pytestmark = pytest.mark.slow

NEVER = re.compile(
    r"\b(nan|inf|NaN|NaT|None(?! of | stands out)|null)\b|<NA>|[{}]|  "
    r"|\b1 (months|quarters|crimes|rows|types|wards|signals|incidents|areas|crime types)\b"
    r"|\b(0|[2-9]|\d\d+) (month|quarter|crime(?! type)|row|signal)\b(?! \d)"
    r"|\bare is\b|\.\.|,\.| ,|\(\)"
)
MORE = ("", "&period=last-12&parts=area", "&split=area", "&split=type&period=all")


@pytest.fixture(
    scope="module",
    params=["hart.toml", pytest.param("surrey_heath.toml", marks=pytest.mark.verify)],
)
def pack(request, built):
    return built(request.param)


def test_the_series_is_unbroken(pack) -> None:
    assert len(pack.domain.months) == 21
    assert {*pack.domain.months} == pack.domain.covered


def test_every_type_in_every_view_is_answered_in_plain_english(pack) -> None:
    for choice in pack.domain.choices:
        for view in VIEW_CHOICES["view"]:
            for more in MORE:
                question = Question.from_query(f"?type={choice}&view={view}{more}", pack.domain)
                reads_well(trends.answer(pack, question), question)


def test_every_ward_is_answered_in_plain_english(pack) -> None:
    for area in pack.domain.areas:
        for choice in ("robbery", "asb", "all-crime"):
            question = Question.from_query(f"?type={choice}&area={area.id}", pack.domain)
            reads_well(trends.answer(pack, question), question)
            reads_well(overview.answer(pack, question), question)


def reads_well(found, question) -> None:
    for panel in found.panels.values():
        legend = " ".join(text_of(panel.legend).split())
        for said in (panel.title, str(panel.sentence), legend, panel.table.note):
            assert not NEVER.search(said), (question.filters, question.view, said)
        assert panel.title[0].isupper() or panel.title[0].isdigit()
        assert str(panel.sentence).endswith(".")
        for row in panel.table.rows:
            assert len(row) == len(panel.table.columns)
            words = [cell for cell in row if isinstance(cell, str)]
            assert not [cell for cell in words if NEVER.search(cell)], row
            assert not [cell for cell in row if isinstance(cell, float) and isnan(cell)]
