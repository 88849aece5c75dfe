"""The palette stays tellable with three kinds of colour blindness, and stands out from white.

Colour blindness is simulated with the matrices of Machado, Oliveira and Fernandes (2009) for full
severity, in linear RGB; differences are CIE76 distances in CIELAB (D65).
"""

from itertools import combinations, pairwise

import numpy as np
import pytest

from layouts.base import theme

# Machado, Oliveira & Fernandes (2009), IEEE TVCG 15(6), severity 1.0.
MACHADO = {
    "none": np.eye(3),
    "protan": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "deutan": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "tritan": np.array([
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip
TO_XYZ = np.array([
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
])  # fmt: skip
WHITE = TO_XYZ.sum(axis=1)
# Beyond about 10 two areas side by side are seen to differ at a glance; 2.3 is just noticeable.
APART = 12.0
KINDS = pytest.mark.parametrize("kind", MACHADO)


def linear(colour: str) -> np.ndarray:
    """The linear RGB of a colour written as #rrggbb."""
    value = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lab(colour: str, kind: str) -> np.ndarray:
    """The CIELAB values of a colour as someone with one kind of colour blindness sees it."""
    xyz = TO_XYZ @ np.clip(MACHADO[kind] @ linear(colour), 0, 1) / WHITE
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: str, other: str, kind: str) -> float:
    return float(np.linalg.norm(lab(one, kind) - lab(other, kind)))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    low, high = sorted(float(TO_XYZ[1] @ linear(each)) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def test_the_simulation_gives_known_values() -> None:
    assert lab("#ffffff", "none") == pytest.approx([100, 0, 0], abs=0.01)
    assert lab("#ff0000", "none") == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    # A grey is a grey to everyone; pure red and a dark yellow look alike to a protanope.
    for kind in MACHADO:
        assert lab("#777777", kind)[1:] == pytest.approx([0, 0], abs=0.1)
    assert (
        difference("#ff0000", "#6d5a00", "protan") < 12 < difference("#ff0000", "#6d5a00", "none")
    )
    assert contrast("#ffffff", "#12436D") == pytest.approx(10.25, abs=0.01)


def test_an_interval_stands_out_on_its_bar() -> None:
    assert contrast(theme.INK, theme.BAR) > 3
    assert contrast(theme.BAR, "#ffffff") > 3


@KINDS
def test_series_can_be_told_apart(kind: str) -> None:
    for one, other in combinations(theme.SERIES, 2):
        assert difference(one, other, kind) >= 1.5 * APART, (kind, one, other)


@KINDS
def test_neighbouring_classes_of_a_map_can_be_told_apart(kind: str) -> None:
    for one, other in pairwise(theme.SEQUENTIAL):
        assert difference(one, other, kind) >= APART, (kind, one, other)


@KINDS
def test_every_class_of_change_can_be_told_apart(kind: str) -> None:
    falls_to_rises = theme.CHANGES[:5]
    for one, other in combinations(falls_to_rises, 2):
        assert difference(one, other, kind) >= APART, (kind, one, other)


@KINDS
def test_classes_get_darker_and_never_turn_back(kind: str) -> None:
    lightness = [lab(each, kind)[0] for each in theme.SEQUENTIAL]

    assert lightness == sorted(lightness, reverse=True)


def test_lines_and_words_stand_out_from_white() -> None:
    assert all(contrast(each, "#ffffff") >= 3 for each in theme.SERIES)
    assert contrast(theme.INK, "#ffffff") >= 4.5
    assert contrast(theme.SOFT, "#ffffff") >= 4.5
    # The boundary between areas of a map is what tells pale ones from the ground.
    assert contrast(theme.GREY, "#ffffff") >= 3
