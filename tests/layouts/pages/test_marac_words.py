"""What the MARAC page says, over a table of cases; never more than its tests allow."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from data.marac.marac import MaracYear, changes
from data.marac.marac_band import ExpectedRange
from data.marac.marac_chart import centres
from data.marac.marac_volume import Elsewhere, Women, volumes
from data.marac.marac_windows import Window
from data.model.disclosure import MISSING, Rule, SafeCount
from layouts.base.words import VERBS
from layouts.pages.marac import marac_words as said
from tests.domains import quick

BAND = ExpectedRange(28, 40, "to confirm", "Said")
AGREED = ExpectedRange(28, 40, "confirmed", "Said")
EXPECTED = [Elsewhere("Expected", "expected_volume", 40, "SafeLives")]


def year(cases, repeats, *, start=2022, definition="a", children=None) -> MaracYear:
    span = date(start, 4, 1), date(start + 1, 3, 31)
    label = f"{start}/{start - 1999}"
    return MaracYear(label, cases, repeats, children, definition, None, *span)


@pytest.mark.parametrize(("years", "band", "sentence"), [
    ([], BAND, "No published MARAC figures have been loaded. Add a source of the kind marac to "
     "the borough's TOML to see cases and repeat cases here."),
    ([year(84, None)], BAND, "84 cases discussed in 2022/23. Repeat cases are not given for any "
     "year, so there is no repeat rate."),
    ([year(1, None)], None, "1 case discussed in 2022/23. Repeat cases are not given for any year, "
     "so there is no repeat rate."),
    ([year(1, 1)], None, "1 of 1 case discussed in 2022/23 was a repeat: 100.0%."),
    ([year(12, 1)], None, "1 of 12 cases discussed in 2022/23 was a repeat: 8.3%."),
    ([year(12, 0)], None, "0 of 12 cases discussed in 2022/23 were repeats: 0.0%."),
    ([year(91, 33)], BAND, "33 of 91 cases discussed in 2022/23 were repeats: 36.3%. That is too "
     "few cases to say whether the rate is within the expected 28 to 40%, which is still to be "
     "confirmed."),
    ([year(91, 33)], AGREED, "33 of 91 cases discussed in 2022/23 were repeats: 36.3%. That is too "
     "few cases to say whether the rate is within the expected 28 to 40%."),
    ([year(1000, 340)], AGREED, "340 of 1,000 cases discussed in 2022/23 were repeats: 34.0%. That "
     "is within the expected 28 to 40%, and so is its whole interval."),
    ([year(200, 10)], AGREED, "10 of 200 cases discussed in 2022/23 were repeats: 5.0%. That is "
     "below the expected 28 to 40%, and so is its whole interval."),
    ([year(75, 23, start=2021), year(91, 33)], None, "33 of 91 cases discussed in 2022/23 were "
     "repeats: 36.3%. From 2021/22 to 2022/23 nothing changed beyond normal variation."),
    ([year(136, 52, start=2021), year(75, 23)], None, "23 of 75 cases discussed in 2022/23 were "
     "repeats: 30.7%. From 2021/22 to 2022/23 cases and repeat cases possibly fell."),
    ([year(100, 10, start=2021), year(100, 60, definition="b")], None, "60 of 100 cases discussed "
     "in 2022/23 were repeats: 60.0%. From 2021/22 to 2022/23 nothing changed beyond normal "
     "variation; repeats are not compared, as their definition changed."),
    ([year(84, 10, start=2016), year(91, 33)], None, "33 of 91 cases discussed in 2022/23 were "
     "repeats: 36.3%."),
])  # fmt: skip
def test_the_lead(years, band, sentence: str) -> None:
    assert said.lead(years, band, changes(years)) == sentence


@pytest.mark.parametrize(("women", "finding"), [
    (68_485, " The 91 cases are 13.3 per 10,000 women: fewer than the 40 expected."),
    (22_750, " The 91 cases are 40.0 per 10,000 women: about the 40 expected."),
    (9_100, " The 91 cases are 100.0 per 10,000 women: more than the 40 expected."),
])  # fmt: skip
def test_the_lead_has_the_volume_against_that_expected(women: int, finding: str) -> None:
    """91 of 68,485 women are 13.29 in 10,000."""
    years = [year(91, 33)]
    found = volumes(years, Women(women, "2022", "ONS", estimate=False))
    alone = said.lead(years, None, ())
    uk = Elsewhere("UK", "volume", 47, "SafeLives")
    assert said.lead(years, None, (), volume=(found, [uk, *EXPECTED])) == alone + finding
    assert said.lead(years, None, (), volume=(found, [uk])) == alone


@pytest.mark.parametrize(("years", "band", "title"), [
    ([], BAND, "No repeat rate"),
    ([year(84, None)], BAND, "No repeat rate"),
    ([year(91, 33)], None, "36.3% were repeats in 2022/23"),
    ([year(91, 33)], BAND, "36.3% were repeats in 2022/23: too few cases to say if that is as "
     "expected"),
    ([year(1000, 340)], BAND, "34.0% were repeats in 2022/23: inside the expected 28 to 40%"),
    ([year(200, 10)], BAND, "5.0% were repeats in 2022/23: below the expected 28 to 40%"),
    ([year(200, 120)], BAND, "60.0% were repeats in 2022/23: above the expected 28 to 40%"),
])  # fmt: skip
def test_the_title_of_the_rates(years, band, title: str) -> None:
    assert said.rate_title(years, band) == title


YEARS = [
    year(84, None, start=2016, definition="?"), year(128, 34, start=2019),
    year(136, 52, start=2020, children=165), year(75, 23, start=2021, children=96),
    year(91, 33, children=82),
]  # fmt: skip


def test_the_changes_of_the_published_years() -> None:
    found = changes(YEARS)
    assert said.changes_title(found) == "Nothing changed beyond normal variation in 2022/23"
    assert said.earlier_changes(found) == (
        "From 2020/21 to 2021/22 cases, repeat cases and children possibly fell. "
        "From 2019/20 to 2020/21 a possible rise in the repeat rate does not stand out among 11 "
        "tests."
    )
    assert said.changes_title(changes(YEARS[:4])) == (
        "Cases, repeat cases and children possibly fell in 2021/22"
    )
    assert said.changes_title([]) == "No two years in a row to compare"
    assert said.children_question(YEARS) == (
        "Why were there 0.90 children per case in 2022/23, after 1.28 in 2021/22? Fewer children "
        "may live in these homes, or they may not have been counted in every case. This ratio is "
        "only a question to ask: children of one family are counted together, so chance varies "
        "more than the test assumes."
    )
    assert said.children_question(YEARS[:-1]) == ""


@quick
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=2, max_size=4))
def test_rose_and_fell_appear_only_with_a_verdict(pairs) -> None:
    years = [year(max(p), min(p), start=2015 + n, children=p[0]) for n, p in enumerate(pairs)]
    found = changes(years)
    text = " ".join([said.changes_title(found), said.earlier_changes(found),
                     said.lead(years, BAND, found)])  # fmt: skip
    assert not re.search(r"\b(nan|inf|None)\b", text)
    tests = [c.test for c in found if c.test]
    adjusted = stats.false_discovery_control([test.p_value for test in tests]) if tests else []
    verdicts = {(test.verdict, test.difference < 0)
                for test, q in zip(tests, adjusted, strict=True) if q <= 0.05}  # fmt: skip
    for verdict, verbs in VERBS.items():
        for down, verb in enumerate(verbs):
            is_said = re.search(rf"(?<!possibly ){verb}\b", text) is not None
            assert is_said == ((verdict, bool(down)) in verdicts), verb


def test_the_title_of_the_p_chart() -> None:
    assert said.chart_title(centres(YEARS)) == (
        "All 4 years are within the limits around their average, 33.0%"
    )
    odd = [
        *(year(100, 30, start=2010 + n) for n in range(9)),
        year(100, 60),
    ]
    assert said.chart_title(centres(odd)) == "Unlike the average of 33.0%: 2022/23 (higher)"
    assert said.chart_title([]) == "Is any year unlike the others? Not enough years to say"


@pytest.mark.parametrize(("cases", "expected", "title"), [
    (91, EXPECTED, "13.3 cases per 10,000 women in 2022/23: fewer than the 40 expected"),
    (270, EXPECTED, "39.4 cases per 10,000 women in 2022/23: about the 40 expected"),
    (400, EXPECTED, "58.4 cases per 10,000 women in 2022/23: more than the 40 expected"),
    (91, [], "13.3 cases per 10,000 women in 2022/23"),
])  # fmt: skip
def test_the_title_of_the_volume(cases, expected, title: str) -> None:
    found = volumes([year(cases, 1)], Women(68485, "mid-2020", "", True))
    assert said.volume_title(found, expected) == title


def test_an_estimate_is_called_one_and_no_women_is_said() -> None:
    assert said.women_words(Women(68485, "mid-2020", "", True)) == (
        "On 68,485 women aged 16 and over (mid-2020), an estimate; one number is used for all "
        "years."
    )
    assert "estimate" not in said.women_words(Women(68485, "2021", "", False))
    assert said.women_words(None).startswith("Add a population source with the group women16")
    assert said.volume_title([], EXPECTED) == "No volume: the number of women is not known"


def window(cases: SafeCount, repeats: SafeCount) -> Window:
    return Window(date(2021, 7, 1), date(2022, 6, 1), cases, repeats, MISSING, "a")


def test_the_title_of_the_windows() -> None:
    rounded = window(SafeCount.within(85, 90), SafeCount.within(31, 36))
    exact = window(SafeCount.exact(91), SafeCount.exact(33))
    few = window(SafeCount.within(19, 24), SafeCount.within(1, 6))
    assert said.windows_title([exact, rounded]) == (
        "About 38% were repeats in the 12 months to June 2022"
    )
    assert said.windows_title([exact]) == "36.3% were repeats in the 12 months to June 2022"
    assert said.windows_title([few]) == "No repeat rate in the 12 months to June 2022"


@pytest.mark.parametrize(("rule", "words"), [
    (Rule(6), 'Each count is rounded by itself: 9 stands for 7 to 12, "fewer than 7" for 1 to 6. '
     "0 means none. A rate may be a few points out."),
    (Rule(12), 'Each count is rounded by itself: 18 stands for 13 to 24, "fewer than 13" for 1'),
    (Rule(), "Counts are exact. Published"),
])  # fmt: skip
def test_how_windows_were_made_safe(rule, words: str) -> None:
    text = said.windows_sentence("proposed, not yet signed off", rule)
    assert f"For partners. {words}" in text
    assert text.endswith("These rules are proposed, not yet signed off.")
