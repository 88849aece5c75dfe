"""Tables of the themes: demand, harm, comparison, the matrix, the board's scores and the order."""

from collections.abc import Mapping, Sequence

from data.assessment.priorities import Measured, Priority, board_mean
from data.model.assessment import COLUMNS, SCORES, Typed
from layouts.base import change_words, harm_words, words
from layouts.base.standings import CLAIMS, STANDINGS
from layouts.base.tables import Cell, Table
from layouts.base.words import number

BLANK = "blank"
NOT_HELD = "not held"
UNSURE = "rests on too few crimes"
INDICATIVE = "indicative"
NO_PEERS = "not compared with peers"
LAST = {1: "st", 2: "nd", 3: "rd"}
TEENS = range(11, 14)


def demand(themes: Sequence[Measured], when: str) -> Table:
    """Return the count of each theme, its change on the year before and its verdict."""
    tests = [(each.theme.name, each.change) for each in themes]
    return Table(
        caption=f"Incidents by theme, {when}, against the year before",
        columns=("Theme", "Incidents", "Year before", "Change", "95% interval", "Verdict"),
        rows=[
            (each.theme.name, NOT_HELD if each.n is None else each.n, *_change(each))
            for each in themes
        ],
        missing="–",
        signed=(3,),
        note=f"{change_words.marked(tests)} {change_words.THRESHOLDS}".strip(),
    )  # fmt: skip


def _change(each: Measured) -> tuple[Cell, ...]:
    test = each.change
    if test is None:
        return None, None, "", change_words.NOT_COMPARED
    return test.before, test.difference, change_words.interval(test), words.verdict(test)


def harm(themes: Sequence[Measured], when: str) -> Table:
    """Return each theme's harm score with interval and verdict, and whether it can be relied on."""
    return Table(
        caption=f"Indicative harm by theme, {when}, beside the count",
        columns=("Theme", "Crimes", "Harm", "95% from", "95% to", "Verdict of harm", "Certainty"),
        rows=[(each.theme.name, *_harm(each)) for each in themes],
        missing="–",
    )


def _harm(each: Measured) -> tuple[Cell, ...]:
    if each.harm is None:
        why = harm_words.WHY[each.why_no_harm][0] if each.why_no_harm else "No recorded crime type"
        return None, None, None, None, "", why
    low, high = each.harm.now.limits
    verdict = words.verdict(each.harm.harm) if each.harm.harm else change_words.NOT_COMPARED
    sure = INDICATIVE if each.harm.now.reliable else UNSURE
    return each.harm.now.n, round(each.harm.now.harm), round(low), round(high), verdict, sure


def comparison(themes: Sequence[Measured], borough: str) -> Table:
    """Return each theme's rate per 1,000 residents beside the peers', and where it lies."""
    return Table(
        caption=f"Rates per 1,000 residents by theme: {borough} and its peers",
        columns=("Theme", borough, "95% from", "95% to", "Peers together", "Limits"),
        rows=[(each.theme.name, *_comparison(each)) for each in themes],
        decimals=2,
        missing="–",
    )


def _comparison(each: Measured) -> tuple[Cell, ...]:
    if each.funnel is None:
        return None, None, None, None, NO_PEERS
    own, expected = each.funnel.own, each.funnel.expected
    together = float(expected.rate * each.funnel.per) if expected else None
    rates = (float(own.rate), float(own.rate_low), float(own.rate_high))
    limits = STANDINGS[own.standing] if own.standing in CLAIMS else _claim(each)
    return *rates, together, limits


def _claim(each: Measured) -> str:
    """Return a clause on where the rate of a theme lies among its peers."""
    standing = each.funnel.own.standing if each.funnel else ""
    return CLAIMS.get(standing, "is not assessed: too few peers, or no incidents among them")


def matrix(found: Sequence[Priority]) -> Table:
    """Return demand and harm with ranks, trend and comparison in words, by order of priority."""
    return Table(
        caption="Priority matrix: what is measured",
        columns=("Theme", "Demand", "Harm", "Trend", "Comparison"),
        rows=[
            (
                each.measured.theme.name,
                _ranked(each, "demand", each.measured.n),
                harm_cell(each),
                trend_cell(each.measured),
                _claim(each.measured) if each.measured.funnel else NO_PEERS,
            )
            for each in found
        ],
        text_columns=5,
    )


def _ranked(each: Priority, column: str, value: float | None) -> str:
    if value is None:
        return NOT_HELD
    return f"{number(value)} ({ordinal(each.ranks[column])} of {each.ranked[column]})"


def harm_cell(each: Priority) -> str:
    """Return the harm score of a theme with its rank and any caution, or that it has none."""
    found = each.measured.harm
    if found is None:
        return "no score"
    sure = "" if found.now.reliable else f"; {UNSURE}"
    rank = f"{ordinal(each.ranks['harm'])} of {each.ranked['harm']}"
    return f"{number(round(found.now.harm))} ({rank}{sure})"


def trend_cell(each: Measured) -> str:
    """Return the verdict on a theme's change and its size, or why there is none."""
    if each.change is None:
        return change_words.NOT_COMPARED if each.n is not None else NOT_HELD
    return f"{words.verdict(each.change)}: {words.amount(each.change)}"


def ordinal(n: int | None) -> str:
    """Return a rank as an ordinal number: "1st", "12th"; empty for None."""
    if n is None:
        return ""
    return f"{n}{'th' if n % 100 in TEENS else LAST.get(n % 10, 'th')}"


def board(themes: Sequence[Measured]) -> Table:
    """Return the scores that the board gave each theme, with their mean."""
    return Table(
        caption="The board's own scores, 0 to 5",
        columns=("Theme", *SCORES.values(), "Mean"),
        rows=[
            (
                each.theme.name,
                *(each.theme.scores.get(score) for score in SCORES),
                None if (mean := board_mean(each.theme)) is None else round(mean, 2),
            )
            for each in themes
        ],
        missing=BLANK,
    )


def order(found: Sequence[Priority]) -> Table:
    """Return the themes in order, with the points of each column and their weighted mean."""
    return Table(
        caption="The order of the themes, by weighted points from 0 to 1",
        columns=("Theme", "Place", *COLUMNS.values(), "Together"),
        rows=[
            (
                each.measured.theme.name,
                each.rank,
                *(_rounded(each.points[column]) for column in COLUMNS),
                _rounded(each.total),
            )
            for each in found
        ],
        decimals=2,
        missing="–",
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 2)


def weights(used: Mapping[str, int], given: Mapping[str, int]) -> Table:
    """Return the weight of each column: ``used`` here, and ``given`` by the file or default."""
    return Table(
        caption="Weights of the columns, 0 to 3",
        columns=("Column", "Used here", "In the board's file"),
        rows=[(label, used[each], given[each]) for each, label in COLUMNS.items()],
    )


def recommendations(given: Sequence[Typed], caption: str) -> Table:
    """Return recommendations as the partnership wrote them, with owner and due date."""
    return Table(
        caption=caption,
        columns=("What", "Owner", "By"),
        rows=[(each.text, each.owner or BLANK, each.by or BLANK) for each in given],
        text_columns=3,
    )


def reasons(found: Sequence[Priority]) -> list[str]:
    """Return a short text for each theme on why it has its place in the order."""
    return [_reason(each) for each in found]


def _reason(each: Priority) -> str:
    theme = each.measured
    place = ordinal(each.rank) if each.rank else "Not placed, as no column that counts is measured"
    said = [
        f"{ordinal(each.ranks['demand'])} of {each.ranked['demand']} by count"
        if theme.n is not None
        else "count not held",
        f"{ordinal(each.ranks['harm'])} of {each.ranked['harm']} by harm"
        if theme.harm
        else "no harm score",
        _trend(theme),
        f"the rate {_claim(theme)}" if theme.funnel else NO_PEERS,
        f"the board's mean score is {number(mean, 1)}"
        if (mean := board_mean(theme.theme)) is not None
        else "not scored by the board",
    ]
    return f"{place}: {theme.theme.name}. {', '.join(said)[0].upper()}{', '.join(said)[1:]}."


def _trend(theme: Measured) -> str:
    if theme.change is None:
        return "no change tested"
    return words.verdict(theme.change).partition(" ")[2]
