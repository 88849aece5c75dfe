"""Harm by ward: the map, its table, and the wards with most crimes beside their harm."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from data.harm.harm_areas import Harm, WardCounts, WardHarm
from data.model.measures import MEASURES
from data.model.noun import either
from data.model.question import Question
from data.stats.significance import SMALL_BASE
from layouts.base import change_words, classes, components, drawings, findings, harm_words, words
from layouts.base.components import Ranked
from layouts.base.harm_words import CRIME
from layouts.base.panels import Panel
from layouts.base.tables import Table, brief
from layouts.base.unchecked import html
from layouts.maps.question_map import question_map

UNRELIABLE = classes.Class(classes.UNRELIABLE.colour, "Too few for a score")
BRIEF = (0, 1, 2, 5)
WARDS_SHOWN = 10
SHARE = 0.25  # the least share of all crimes that the wards of the title have together
MEASURE = MEASURES["harm"]


def counted(question: Question) -> Question:
    """Return the question by count, which is shown where wards have no harm scores."""
    return replace(question, view=replace(question.view, measure="count"))


def instead(panel: Panel, found: Harm) -> Panel:
    """Return the panel of a map of counts with the reason why it shows no harm."""
    title, sentence = harm_words.WHY[found.why_no_wards or "not held"]
    return replace(panel, sentence=f"{title}; these are counts. {sentence} {panel.sentence}")


def harm_map(question: Question, found: Harm, counts: WardCounts, height: int) -> Panel:
    """Return the map of harm by ward for the chosen months."""
    wards = counts.period()
    shown, placed = classes.quantised(
        [each.compared.now.harm if each.compared.now.reliable else None for each in wards], 0
    )
    if -1 in placed:
        shown = [*shown, UNRELIABLE]
        placed = [len(shown) - 1 if each == -1 else each for each in placed]
    frame = pd.DataFrame(
        {
            "code": [each.ward.code for each in wards],
            "name": [each.ward.name for each in wards],
            "slug": [each.ward.id for each in wards],
            "chosen": [each.ward.id in question.filters.areas for each in wards],
            "card": [f"<b>{each.ward.name}</b><br>{'<br>'.join(_lines(each))}" for each in wards],
        }
    )
    title, sentence = finding(found, wards)
    table = harm_table(found, wards)
    most = sorted(range(len(wards)), key=lambda i: -wards[i].compared.now.n)
    return Panel(
        title=title,
        sentence=sentence,
        figure=question_map(question, frame, shown, placed, height),
        table=table,
        legend=components.legend(words.measure_words(MEASURE, question), shown),
        print_map=drawings.of_areas(
            title, frame, [shown[each].colour for each in placed], question.view.edition
        ),
        leading=brief(table, BRIEF, most),
    )


def finding(found: Harm, wards: Sequence[WardHarm]) -> tuple[str, str]:
    """Return the title and sentence of the map.

    The title gives the number of wards that together have at least a quarter of the crimes, and
    their share of the harm. Where an area is chosen, the title names it and the sentence gives
    these shares. Fewer than 50 crimes have no shares.
    """
    reliable = [each for each in wards if each.compared.now.reliable]
    name = findings.lowered(findings.what(found.question))
    few = len(wards) - len(reliable)
    where = f"{found.question.where}: " if found.question.filters.narrowed else ""
    said = [
        f"{few} of {found.question.area.count(len(wards))} {either(few, 'has', 'have')} too few "
        "crimes for a score."
        if few
        else "",
        harm_words.LIMITS[0],
    ]
    crimes, harm = (
        sum(values)
        for values in (
            [each.compared.now.n for each in wards],
            [each.compared.now.harm for each in wards],
        )
    )
    if crimes < SMALL_BASE or not harm:
        return f"{where}{'h' if where else 'H'}arm of {name} by ward", " ".join(filter(None, said))
    top: list[WardHarm] = []
    for each in sorted(wards, key=lambda each: -each.compared.now.n):
        top.append(each)
        if sum(one.compared.now.n for one in top) >= SHARE * crimes:
            break
    shares = (
        f"{100 * sum(one.compared.now.n for one in top) / crimes:.0f}%",
        f"{100 * sum(one.compared.now.harm for one in top) / harm:.0f}%",
    )
    which = f"{len(top)} of {found.question.area.count(len(wards))}"
    have = either(len(top), "has", "have")
    title = f"{which} {have} {shares[0]} of {found.question.incidents} and {shares[1]} of the harm"
    if where:
        said.insert(0, f"{title}.")
        title = f"{where}the map has the harm of every ward"
    return title, " ".join(filter(None, said))


def _lines(each: WardHarm) -> list[str]:
    now = each.compared.now
    harm = f"Harm {harm_words.score(now)}" if now.reliable else "Too few crimes for a score"
    lines = [CRIME.count(now.n), harm]
    if each.compared.harm is not None and each.compared.count is not None:
        lines.append(f"Count: {words.verdict(each.compared.count)}")
        lines.append(f"Harm: {words.verdict(each.compared.harm)}")
    return lines


def harm_table(found: Harm, wards: Sequence[WardHarm]) -> Table:
    """Return a row for each ward, in the order given: crimes, harm with interval, both changes."""
    question = found.question
    rows = []
    for each in wards:
        now, count, harm = each.compared.now, each.compared.count, each.compared.harm
        rows.append(
            (
                each.ward.name,
                now.n,
                round(now.harm),
                round(now.limits[0]),
                round(now.limits[1]),
                "enough crimes" if now.reliable else "too few",
                count.difference if count else None,
                words.verdict(count) if count else change_words.NOT_COMPARED,
                harm.difference if harm else None,
                words.verdict(harm) if harm else change_words.NOT_COMPARED,
            )
        )
    tested = [(each.ward.name, each.compared.harm) for each in wards]
    thresholds = change_words.THRESHOLDS if any(test for _name, test in tested) else ""
    notes = [
        change_words.marked(tested, question.area), thresholds, harm_words.weights_of(found.scale),
    ]  # fmt: skip
    return Table(
        caption=f"{findings.what(question)} and its harm by ward, "
        f"{words.stretch(question.first, question.last)}",
        columns=("Ward", "Crimes", "Harm", "95% from", "95% to", "For a score", "Change of count",
                 "Verdict of count", "Change of harm", "Verdict of harm"),
        rows=rows,
        missing="–",
        signed=(6, 8),
        note=" ".join(filter(None, notes)),
    )  # fmt: skip


def beside_count(question: Question, counts: WardCounts) -> list[Any]:
    """Return the wards with most crimes, each with its harm; they are ranked by crimes only."""
    wards = sorted(counts.period(), key=lambda each: -each.compared.now.n)[:WARDS_SHOWN]
    longest = wards[0].compared.now.n if wards else 0
    listed = [_ranked(question, each, longest or 1) for each in wards]
    return [
        html.H2("Most crimes, and their harm: wards"),
        components.ranked_rows(listed, "Wards"),
        html.P("In the order of the count. One grave crime can move a ward's harm.",
               className="soft"),
    ]  # fmt: skip


def _ranked(question: Question, each: WardHarm, longest: int) -> Ranked:
    chosen = each.ward.id in question.filters.areas
    areas = tuple(area for area in question.filters.areas if area != each.ward.id)
    now = each.compared.now
    return Ranked(
        each.ward.name,
        f"harm {harm_words.about(now.harm)}" if now.reliable else "too few for a score",
        now.n / longest,
        words.number(now.n),
        _lines(each)[1],
        question.query_with(areas=areas if chosen else (each.ward.id,)) or "?",
        chosen,
    )
