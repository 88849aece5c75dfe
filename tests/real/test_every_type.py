"""Two districts with 21 unbroken months: every crime type in every view reads well."""

import re
from itertools import cycle, product
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
TYPES = ("robbery", "asb", "all-crime")
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


def answered_well(pack, search: str, *pages) -> None:
    question = Question.from_query(search, pack.domain)
    for page in pages:
        reads_well(page.answer(pack, question), question)


def test_every_type_and_every_view_is_answered_in_plain_english(pack) -> None:
    """Types and views take turns; `make verify` asks for every type in every view."""
    views = [*product(VIEW_CHOICES["view"], MORE)]
    assert len(views) >= len(pack.domain.choices)
    for choice, (view, more) in zip(cycle(pack.domain.choices), views, strict=False):
        answered_well(pack, f"?type={choice}&view={view}{more}", trends)


def test_every_ward_is_answered_in_plain_english(pack) -> None:
    for area, choice in zip(pack.domain.areas, cycle(TYPES), strict=False):
        answered_well(pack, f"?type={choice}&area={area.id}", trends, overview)


@pytest.mark.verify
def test_every_type_in_every_view_and_ward_is_answered_in_plain_english(pack) -> None:
    for choice, view, more in product(pack.domain.choices, VIEW_CHOICES["view"], MORE):
        answered_well(pack, f"?type={choice}&view={view}{more}", trends)
    for area, choice in product(pack.domain.areas, TYPES):
        answered_well(pack, f"?type={choice}&area={area.id}", trends, overview)


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
