"""Map classes: each value in the one whose label holds it."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.base import theme
from layouts.base.classes import CHANGE_CLASSES, MOST, NOT_COMPARED, by_verdict, quantised
from tests.domains import plain_change as change
from tests.domains import quick


def limits(label: str) -> tuple[float, float]:
    ends = [float(each.replace(",", "")) for each in label.split("–")]
    return ends[0], ends[-1]


COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 5000)), max_size=40)
RATES = st.lists(st.one_of(st.none(), st.just(float("nan")), st.floats(0, 400)), max_size=40)


@quick
@given(COUNTS)
def test_every_count_is_in_the_class_that_says_so(values) -> None:
    agree(values, 0)


@quick
@given(RATES)
def test_every_rate_is_in_the_class_that_says_so(values) -> None:
    agree(values, 1)


def agree(values, decimals) -> None:
    classes, placed = quantised(values, decimals)
    spans = [limits(each.label) for each in classes]
    assert len(placed) == len(values)
    for value, place in zip(values, placed, strict=True):
        if value is None or isnan(value):
            assert place == -1
            continue
        rounded = round(value, decimals)
        inside = [low <= rounded <= high for low, high in spans]
        assert inside.index(True) == place
        assert sum(inside) == 1
    ends = [end for span in spans for end in span]
    assert ends == sorted(ends)
    above = [span for span in spans if span != (0, 0)]
    assert len(above) <= MOST
    assert len({each.colour for each in classes}) == len(classes)
    # No class without an area, but for nothing.
    assert {*placed} - {-1} == {*range(len(classes))}


def test_zero_has_a_class_of_its_own() -> None:
    classes, placed = quantised([0, 5, 0, None, 9], 0)
    assert [(each.label, each.colour == theme.ZERO) for each in classes] == [
        ("0", True), ("5", False), ("6–9", False),
    ]  # fmt: skip
    assert placed == [0, 1, 0, -1, 2]


@pytest.mark.parametrize(
    ("values", "labels", "placed"),
    [
        ([], [], []),
        ([None], [], [-1]),
        ([0, 0], ["0"], [0, 0]),
        ([7], ["7"], [0]),
        ([7, 7, 7], ["7"], [0, 0, 0]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], ["1–2", "3–4", "5–6", "7–8", "9–10"],
         [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]),
        ([1200, 30], ["30", "31–1,200"], [1, 0]),
    ],
)  # fmt: skip
def test_classes(values, labels, placed) -> None:
    classes, found = quantised(values, 0)
    assert [each.label for each in classes] == labels
    assert found == placed


def test_a_rate_that_rounds_to_zero_reads_as_zero() -> None:
    classes, placed = quantised([0.04, 0.06, 12.34], 1)
    assert [each.label for each in classes] == ["0", "0.1", "0.2–12.3"]
    assert placed == [0, 1, 2]


def test_darker_is_more() -> None:
    classes, _placed = quantised(list(range(1, 101)), 0)
    assert [each.colour for each in classes] == list(theme.SEQUENTIAL)


def test_changes_by_verdict() -> None:
    tests = [change(100, 30), change(57, 33), change(50, 50), change(33, 57), change(30, 100)]
    classes, placed = by_verdict(tests)
    assert [each.label for each in classes] == [
        "Clear fall", "Possible fall", "Within normal variation", "Possible rise", "Clear rise",
    ]  # fmt: skip
    assert placed == [0, 1, 2, 3, 4]


def test_an_area_that_is_not_compared_has_its_own_class() -> None:
    classes, placed = by_verdict([None, change(30, 100)])
    assert classes == list(CHANGE_CLASSES)
    assert [classes[each].label for each in placed] == ["Not compared", "Clear rise"]
    assert by_verdict([None, None]) == ([NOT_COMPARED], [0, 0])


def test_a_map_of_changes_has_no_red_for_up_and_no_green() -> None:
    for colour in theme.CHANGES:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert not (green > red + 30 and green > blue + 30), "green"
        assert not (red > 180 and green < 60), "red"
