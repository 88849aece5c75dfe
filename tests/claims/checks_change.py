"""Checks of what is said about changes: one function for each kind of fault."""

import re
from collections.abc import Iterator

from callbacks.overview import MAP, TREND
from callbacks.trends import MONTHLY
from data.model import months
from data.model.crime_types import CRIME_TYPES
from data.series.cautions import caution
from layouts.base import harm_words, ids, theme, words
from layouts.base.chart import Chart
from layouts.base.panels import Panel
from layouts.pages.compare.compare import TYPES
from layouts.pages.overview import overview
from tests.claims.walk import Answered, Check
from tests.texts import kinds, text_of

# A count of one with the plural of a noun that the pages use.
NOUNS = (
    "incident", "crime", "offence", "theft", "ward", "LSOA", "square", "quarter", "month", "year",
    "place", "peer", "point", "hotspot", "action", "case", "view", "row", "record", "request",
    "headline", "time", "type", "signal",
)  # fmt: skip
ONE = re.compile(
    r"(?<![\d.,/:−+-]\s)(?<![\d.,/:−+-])(?<!and )\b1 ((?:[a-z-]+ ){0,3}?)"
    rf"(?:(?:{'|'.join(NOUNS)})s|burglaries|robberies)\b"
)
UNDIRECTED = re.compile(r"\b(possible|clear) change\b(?! less)|^\d+ of \d+ \w+ changed")
MOVED = re.compile(r"\b(rose|fell|changed)\b")
WENT = r"(?:rose|fell) in (\d+)"
MARKED = re.compile(rf"{WENT}(?: and (?:possibly )?{WENT})? of (?!1 )\d+ (?:ward|LSOA)")
PART = re.compile(r"([+−][\d,]+) of the ([+−][\d,]+)")
NET = re.compile(r"^Net ([+−]?[\d,]+): .* ([+−]?[\d,]+), all others ([+−]?[\d,]+)$")
SHARE = re.compile(r"^(\d+) of \d+ \w+ ha(?:s|ve) (\d+)% of ")
NAMED = 3
SIGNALS = re.compile(r"season cannot be ruled out|than the season explains")
VERDICT = re.compile(r"[▲▼△▽] (?:clear|possible)")
FEWEST = 5
NO_HARM = {title for title, _sentence in harm_words.WHY.values()}


def value(text: str) -> int:
    return int(text.replace("−", "-").replace(",", ""))


def panels(answered: Answered) -> Iterator[tuple[str, Panel]]:
    for path, page in answered.pages.items():
        for panel in page.panels.values():
            yield path, panel


def no_false_absence(answered: Answered) -> list[str]:
    """Say that there is no data for the year before only where no month of it is."""
    return [
        fault
        for path, said in answered.said
        if "no data for the year before" in said.lower() or "no earlier whole year" in said
        if months.shift(answered.pages[path].question.last, -12) >= answered.domain.months[0]
        for fault in answered.faults(path, [said])
    ]


def possibly_stays(answered: Answered) -> list[str]:
    """A title claims a clear change only over a sentence that does; none denies every change."""
    found = []
    for path, panel in panels(answered):
        said = text_of(panel.sentence).split(". ")[0]
        only_possible = "which may be more than" in said or re.search("[△▽] possible", said)
        bold = re.search(r"\b(rose|fell)\b", panel.title) and "possibly" not in panel.title
        if (bold and only_possible) or "no real change" in panel.title.lower():
            found += answered.faults(path, [f"{panel.title} | {said}"])
    return found


def cards_agree(answered: Answered) -> list[str]:
    """The title of a map counts the changes that the note under its table leaves.

    A trend that is not compared stands beside no tile that is.
    """
    found = []
    for path, panel in panels(answered):
        if match := MARKED.search(panel.title):
            left = re.search(r"(\d+|None) stands? out", panel.table.note)
            n = sum(int(each or 0) for each in match.groups())
            if not left or left[1] != str(n):
                found += answered.faults(path, [f"{panel.title} | {panel.table.note}"])
    overview = answered.pages.get("/")
    if overview and TREND in overview.panels:
        said = overview.panels[TREND].sentence
        tiles = [each for each in overview.tiles if "MARAC" not in each]
        if "ot compared" in said and any(VERDICT.search(each) for each in tiles):
            found += answered.faults("/", [said])
    return found


def parts_within_whole(answered: Answered) -> list[str]:
    """No part is larger than its whole, and the parts of a net change add up to it."""
    found = []
    for path, said in answered.said:
        part = PART.search(said)
        if part and not 0 <= value(part[1]) / (value(part[2]) or 1) <= 1:
            found += answered.faults(path, [said])
        net = NET.search(said)
        if net and value(net[1]) != value(net[2]) + value(net[3]):
            found += answered.faults(path, [said])
    return found


def shares_are_exact(answered: Answered) -> list[str]:
    """The share in the title of a map of counts is that of its table, not "a quarter"."""
    found = []
    for path, panel in panels(answered):
        if re.match("(A quarter|Half) of", panel.title):
            found += answered.faults(path, [panel.title])
        if match := SHARE.search(panel.title):
            counts = sorted((row[2] for row in panel.table.rows if row[1] != "place"), reverse=True)
            share = 100 * sum(counts[: int(match[1])]) / (sum(counts) or 1)
            if not sum(counts) or abs(share - int(match[2])) > 1:
                found += answered.faults(path, [f"{panel.title}: {share:.1f}%"])
    return found


def falls_look_like_falls(answered: Answered) -> list[str]:
    """Bars of changes diverge from zero in one pair of colours, with the verdict beside each.

    The bars by type of a comparison have the colours of its sides, of which none is the later.
    """
    found = []
    for path, page in answered.pages.items():
        for card, panel in page.panels.items():
            chart = panel.figure
            if card == TYPES or not isinstance(chart, Chart):
                continue
            if chart.kind == "bars" and chart.y.signed:
                for series in chart.series:
                    labels = series.labels or [panel.title] * len(series.values)
                    bars = zip(series.values, series.colours, labels, strict=True)
                    found += answered.faults(path, [b[2] for b in bars if _wrong(b[0] or 0, b[1])])
        for row in kinds([*page.answer.parts.values()], "Li"):
            amount, verdict = (text_of(kinds(row, each)) for each in ("B", "Em"))
            if re.match(r"[+−]\d", amount):
                colour = "".join(f"{getattr(each, 'style', '')}" for each in kinds(row, "I"))
                other = theme.RISE if amount[0] == "−" else theme.FALL
                said = VERDICT.search(verdict) or re.search("normal|too few", verdict)
                if other in colour or not said:
                    found += answered.faults(path, [f"{amount} {verdict} {colour}"])
    return found


def _wrong(change: float, colour: str) -> bool:
    return colour not in {theme.STEADY, theme.RISE if change > 0 else theme.FALL}


def filters_are_answered(answered: Answered) -> list[str]:
    """Titles and first sentences are about the months and areas chosen."""
    found = []
    for path, card in (("/", TREND), ("/trends", MONTHLY)):
        page = answered.pages.get(path)
        if page and card in page.panels and page.question.is_covered:
            panel = page.panels[card]
            said = f"{panel.title} {panel.sentence}"
            of_months = path == "/" or (
                page.question.view.view == "months" and page.question.view.split == "none"
            )
            refused = panel.title in NO_HARM
            missing = of_months and not refused and words.period(page.question) not in said
            if "last two years" in said or missing:
                found += answered.faults(path, [said])
    overview = answered.pages.get("/")
    if overview and overview.question.filters.narrowed:
        title = overview.panels[MAP].title if MAP in overview.panels else ""
        if title and title != "No data to map" and not title.startswith(overview.question.where):
            found += answered.faults("/", [title])
        tiles = [each for each in overview.tiles if "MARAC" in each and "Whole borough" not in each]
        found += answered.faults("/", tiles)
    return found


def signals_have_counts(answered: Answered) -> list[str]:
    """A control chart has limits from a mean of 5 only, and names up to three signals once each."""
    found = []
    for path, panel in panels(answered):
        chart = panel.figure
        if isinstance(chart, Chart) and any(each.name == "Average" for each in chart.series):
            known = [each for each in chart.series[0].values if each is not None]
            if sum(known) < FEWEST * len(known):
                found += answered.faults(path, [f"limits on a mean of {sum(known) / len(known)}"])
        said = text_of(panel.sentence)
        named = [each for each in said.rstrip(".").split(". ") if SIGNALS.search(each)]
        if len(named) > NAMED or len(named) > len({*named}):
            found += answered.faults(path, [said])
    return found


def events_are_cautioned(answered: Answered) -> list[str]:
    """A change over an event noted in one of the periods has a caution, on the tile too."""
    overview = answered.pages.get("/")
    if not overview or TREND not in overview.panels:
        return []
    now = overview.question.filters
    doubt = caution(answered.domain, now, now.year_before(answered.domain))
    said = [overview.panels[TREND].sentence, *overview.tiles[:1]]
    return answered.faults("/", [each for each in said if doubt and doubt.text not in each])


def counts_fit_nouns(answered: Answered) -> list[str]:
    """A count of one has a singular, and a verdict of change its direction."""
    return [
        fault
        for path, said in answered.said
        if ((one := ONE.search(said)) and not {"of", "in", "with"} & {*one[1].split()})
        or UNDIRECTED.search(said)
        for fault in answered.faults(path, [said])
    ]


def first_sentence_agrees(answered: Answered) -> list[str]:
    """The sentence of the first page claims as much as the trend below it, and no ratio."""
    page = answered.pages.get("/")
    lead = text_of(page.answer.parts.get(ids.NOW_LEAD)) if page else ""
    if not page or TREND not in page.panels or not lead:
        return []
    said, whole = page.panels[TREND].sentence, lead.partition(";")[0]
    agrees = all(
        (mine in whole) == (theirs in said)
        for mine, theirs in (
            (", more than the usual", "which is more than"),
            ("which may be more than", "which may be more than"),
            ("ot compared", "ot compared"),
        )
    )
    ratios = [each for each in page.tiles if re.search(r"\d times", each)]
    return answered.faults("/", [*([] if agrees else [f"{lead} | {said}"]), *ratios])


def signals_stay_within_tiers(answered: Answered) -> list[str]:
    """At most five signals; none of tier B, nor of all crime, at a street point."""
    page = answered.pages.get("/")
    cards = kinds(page.answer.parts.get(overview.SIGNALS), "H3") if page else []
    titles = [text_of(each) for each in cards]
    allowed = tuple(each.label for each in CRIME_TYPES if each.tier == "A")
    fine = [each for each in titles if "within " not in each or each.startswith(allowed)]
    return answered.faults("/", [*titles[5:], *(each for each in titles if each not in fine)])


CHECKS: tuple[Check, ...] = (
    first_sentence_agrees,
    signals_stay_within_tiers,
    no_false_absence,
    possibly_stays,
    cards_agree,
    parts_within_whole,
    shares_are_exact,
    falls_look_like_falls,
    filters_are_answered,
    signals_have_counts,
    events_are_cautioned,
    counts_fit_nouns,
)
