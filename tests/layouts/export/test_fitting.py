"""How much room words need, against the widths that a font itself gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf._codecs.core_font_metrics import CORE_FONT_METRICS

from layouts.export import fitting

WORDS = st.text("abcdefghij klmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789,.%:;()+−–",
                max_size=80)  # fmt: skip
SIZES = (24, 18, 14, 12)


@pytest.mark.parametrize(("face", "bold"), [("Helvetica", False), ("Helvetica-Bold", True)])
def test_the_width_is_a_little_more_than_the_font_says(face: str, bold: bool) -> None:
    """Adobe's own measures of Helvetica, whose widths Arial was drawn to have."""
    widths = CORE_FONT_METRICS[face].character_widths
    for text in (
        "All crime rose in each of the last two years",
        "1,227 incidents, −254 (−20.7%)",
        "Violence and sexual offences",
        "£61,273 × 12 months",
    ):
        real = sum(widths[letter] for letter in text) * 20 / 1000 / 72
        assert real <= fitting.width(text, 20, bold=bold) <= 1.12 * real


@given(WORDS, st.sampled_from(SIZES))
def test_a_larger_size_never_takes_fewer_lines(text: str, size: float) -> None:
    assert fitting.lines(text, 3, size) <= fitting.lines(text, 3, size + 2)
    assert fitting.lines(text, 3, size) >= fitting.lines(text, 5, size)


@given(WORDS, st.floats(1, 8), st.floats(0.4, 2))
def test_what_is_fitted_fits(text: str, wide: float, high: float) -> None:
    found = fitting.fit(text, (wide, high), SIZES)
    assert found.size in SIZES
    assert found.height <= high + 1e-9
    assert fitting.lines(found.text, wide, found.size) == found.lines
    if found.text != text:
        assert found.text.endswith(fitting.CUT)
        assert text.startswith(found.text[:-1])
        assert fitting.height(fitting.lines(text, wide, SIZES[-1]), SIZES[-1]) > high


def test_the_largest_size_that_fits_is_chosen() -> None:
    text = "All crime rose in each of the last two years"
    wide = fitting.width(text, 18)
    assert fitting.fit(text, (wide, 0.31), SIZES) == fitting.Fitted(text, 18, 1)
    assert fitting.fit(text, (wide, 0.81), SIZES) == fitting.Fitted(text, 24, 2)


def test_a_word_too_long_for_a_line_is_broken() -> None:
    assert fitting.lines("m" * 40, 1, 12) == -(-fitting.width("m" * 40, 12) // 1)
    assert fitting.lines("a\nb", 5, 12) == 2
