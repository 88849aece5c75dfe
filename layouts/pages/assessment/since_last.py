"""The section on the earlier assessment: what it reported, and what has changed since."""

from collections.abc import Mapping, Sequence

from data.assessment.since import Earlier, Fate, Obstacle, ThemeSince
from data.model.assessment import EarlierRow
from data.model.question import Question, join
from data.stats.significance import Change
from layouts.base import change_words, words
from layouts.base.sections import Block, Heading, Words
from layouts.base.standings import CLAIMS
from layouts.base.tables import Cell, Table
from layouts.base.words import number
from layouts.pages.assessment import theme_tables
from layouts.pages.assessment.theme_tables import BLANK, NOT_HELD, UNSURE

NONE = (
    "No earlier assessment was given. To compare this one with that of last year, name its pack in "
    "the settings file."
)
FATES: Mapping[Fate, str] = {
    "kept": "kept",
    "other types": "kept, with other crime types",
    "new": "new",
    "dropped": "dropped",
}
OBSTACLES: Mapping[Obstacle, str] = {
    "before": "the chosen months are before those of the earlier assessment. Choose later ones",
    "overlap": "the chosen months overlap those of the earlier assessment. Choose later ones",
    "length": "the chosen months are not as many as those of the earlier assessment",
    "missing": "the months of the earlier assessment are not all in this data",
}
RULE = (
    "What was said is quoted as it stood. Both counts of a change are of recorded crime in the "
    "present data, of the crime types that the theme had then, so later revisions are in both. "
    "Figures of one set of data are never subtracted from those of another, and restricted figures "
    "are not compared."
)


def blocks(found: Earlier | None, question: Question) -> list[Block]:
    """Return the earlier assessment's figures, the changes since, and its recommendations.

    Without an earlier assessment (None), a sentence says how to name one.
    """
    if found is None:
        return [Words(NONE)]
    then, now = words.stretch(found.first, found.last), words.stretch(question.first, question.last)
    of = f" for {found.year}" if found.year else ""
    return [
        Words(f"The earlier assessment{of} was made from the figures of {then}."),
        Words(_finding(found, now), "finding"),
        Heading("What was said"),
        _said(found, then),
        Heading("What has happened since"),
        _since(found, then, now),
        Words(RULE, "soft"),
        *_advised(found),
    ]


def _finding(found: Earlier, now: str) -> str:
    """Return which themes changed beyond normal variation, or why none is compared."""
    if found.obstacle:
        return f"Not compared: {OBSTACLES[found.obstacle]}."
    tested = [(each.name, each.change) for each in found.themes if each.change]
    if not tested:
        return "No theme can be compared: its months or police forces are not comparable."
    when = words.during(now)
    when = f"{when[0].upper()}{when[1:]}"
    beyond = [f"{name} {words.verb(test)}" for name, test in tested if test.verdict != "normal"]
    if not beyond:
        return f"{when}, no theme changed beyond normal variation."
    return f"{when}, beyond normal variation: {join(beyond)}."


def _said(found: Earlier, then: str) -> Table:
    """Return the figures of each theme as the earlier assessment gave them."""
    said = [(each, each.said) for each in found.themes if each.said]
    scored = sum(row.harm is not None for _each, row in said)
    return Table(
        caption=f"What the earlier assessment said of {then}",
        columns=("Theme", "Place", "Incidents", "Trend", "Harm", "Comparison", "Board's mean"),
        rows=[
            (
                each.name,
                theme_tables.ordinal(row.place) or "not placed",
                NOT_HELD if row.n is None else number(row.n),
                _trend(row),
                _harm(row, scored),
                CLAIMS.get(row.standing, theme_tables.NO_PEERS),
                BLANK if each.board is None else number(each.board, 2),
            )
            for each, row in said
        ],
        text_columns=7,
    )  # fmt: skip


def _trend(row: EarlierRow) -> str:
    if row.n is None or row.before is None or row.p_value is None:
        return NOT_HELD if row.n is None else change_words.NOT_COMPARED
    test = Change(row.before, row.n, row.p_value)
    return f"{words.verdict(test)}: {words.amount(test)}"


def _harm(row: EarlierRow, scored: int) -> str:
    if row.harm is None:
        return "no score"
    sure = "" if row.reliable else f"; {UNSURE}"
    return f"{number(round(row.harm))} ({theme_tables.ordinal(row.harm_rank)} of {scored}{sure})"


def _since(found: Earlier, then: str, now: str) -> Table:
    """Return the change of each theme since, its places then and now, and what became of it."""
    tests = [(each.name, each.change) for each in found.themes]
    return Table(
        caption=f"Themes since: {now} against {then}",
        columns=("Theme", "Then", "Now", "Change", "95% interval", "Verdict", "Place then",
                 "Place now", "Priority"),
        rows=[(each.name, *_counts(each), each.said.place if each.said else None, each.rank,
               FATES[each.fate]) for each in found.themes],
        missing="–",
        signed=(3,),
        note=f"{change_words.marked(tests)} {change_words.THRESHOLDS}".strip(),
    )  # fmt: skip


def _counts(each: ThemeSince) -> Sequence[Cell]:
    test = each.change
    if test is None:
        return None, None, None, "", change_words.NOT_COMPARED
    return (
        test.before,
        test.after,
        test.difference,
        change_words.interval(test),
        words.verdict(test),
    )


def _advised(found: Earlier) -> list[Block]:
    if not found.recommendations:
        return []
    return [
        Heading("What was recommended"),
        theme_tables.recommendations(found.recommendations, "Recommendations of the earlier one"),
    ]
