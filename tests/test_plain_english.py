"""Plain English: every sentence on the pages is at Flesch-Kincaid grade 9 or below."""

import re
from html import unescape

import pytest

from dashboard.pages import EVERY_PAGE, Page, question_at
from data.model.crime_types import CHOICES
from data.pack import incidents, queries
from data.pack.pack import Pack
from data.places.actions import listed
from layouts.base import glossary
from layouts.base.markup import html_text
from layouts.pages.about import accessibility
from layouts.pages.about.about_panels import ATTRIBUTION
from layouts.shell.result import result
from tests.reading import HARDEST, grade, plain, sentences, syllables

QUESTIONS = (
    "?", "?type=asb", "?type=burglary&area=norreys", "?type=violence-and-sexual-offences",
    "?type=robbery&area=wargrave-station&from=2022-05&to=2022-05", "?measure=change&type=asb",
    "?type=asb&area=norreys-estate&measure=rate", "?period=all&type=shoplifting",
    "?measure=harm", "?measure=harm&type=asb", "?measure=harm&area=norreys-estate",
)  # fmt: skip
VIEWS = {
    "/hotspots": [f"&layer={each}" for each in ("areas", "density", "clusters", "life")],
    "/trends": [
        f"&view={view}&split={split}"
        for view in ("months", "rolling", "years", "heat", "rate", "daily", "small")
        for split in ("none", "type", "area")
    ],
}
# Few have sentences of their own on these pages; `make verify` asks every question for each view.
SHORT = ("?", QUESTIONS[4], QUESTIONS[7], QUESTIONS[10])
TURNS, APART = 3, 4
TABLE = re.compile(r"<table.*?</table>", re.S)
WITHIN = re.compile(r"</?(?:a|b|abbr|i)\b[^>]*>")
BLOCK = re.compile(r"<[^>]+>")
# Quotations, and names and headings that a law requires.
QUOTED = (
    accessibility.REGULATIONS, accessibility.ENFORCER, accessibility.ADVICE,
    accessibility.GUIDELINES, "Benjamini and Hochberg",
    "Benjamini and Yekutieli", ATTRIBUTION,
)  # fmt: skip
HEADINGS = {
    "Technical information about this website's accessibility",
    "Preparation of this accessibility statement",
    "Non-compliance with the accessibility regulations",
    "What we are doing to improve accessibility",
}


@pytest.mark.parametrize(("word", "count"), [
    ("a", 1), ("the", 1), ("made", 1), ("table", 2), ("people", 2), ("chance", 1), ("borough", 2),
    ("variation", 4), ("average", 3), ("incidents", 3), ("police", 2), ("explained", 2),
    ("counted", 2), ("changes", 2), ("places", 2), ("burglaries", 3), ("area", 3), ("statement", 2),
])  # fmt: skip
def test_syllables_are_counted_as_a_dictionary_has_them(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_flesch_and_kincaids() -> None:
    # 6 words of 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59.
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)
    # 5 words of 13 syllables.
    assert grade("Statistical significance requires considerable variation.") > 20


def test_names_and_numbers_are_short_words() -> None:
    text = plain(
        "8,244 burglaries in Norreys Estate, April 2022 to March 2023: 36.3%.", ["Norreys Estate"]
    )

    assert text == "six burglaries in Ash, May to May: six."


def _measures(pack: Pack) -> set[str]:
    return {*queries.annual(pack)["measure"]}


def names(pack: Pack) -> set[str]:
    """Return texts that no writer chooses: areas, measures, actions, sources, quotations."""
    domain = pack.domain
    actions = listed(queries.actions(pack))
    files = queries.sources(pack)
    said = queries.places(pack)["said"].dropna()
    weights = pack.frame("harm/harm_weights")
    return {
        *weights["index_name"], *weights["vintage"], *weights["area"],
        domain.borough, domain.partnership, domain.version, *QUOTED,
        *(each.name for each in domain.areas), *(each.label for each in CHOICES),
        *_measures(pack), *queries.annual(pack)["table_name"],
        *(
            name.replace("_", " ").replace("asb", "ASB").replace("marac", "MARAC")
            for name in queries.annual(pack)["table_name"]
        ),
        *queries.annual_checks(pack)["quotation"].dropna(),
        *queries.marac_comparisons(pack)["source"], *(each.lower() for each in _measures(pack)),
        *queries.strategy(pack)["text"], *queries.assessment(pack)["name"],
        *(each.text for each in actions),
        *(part for each in actions for part in re.split(r"[;:] ", each.text)),
        *(each.lead for each in actions if each.lead), *said, *files["file"], *files["name"],
        *files["licence"], *(stands.capitalize() for stands, _ in glossary.ABBREVIATIONS.values()),
    } - {""}  # fmt: skip


def searches(page: Page, *, every: bool) -> list[str]:
    """Return the questions for the page and its views; on Trends each view has some in turn."""
    views = VIEWS.get(page.path, [])
    if page.path == "/trends" and not every:
        turns = ((view, n + APART * turn) for n, view in enumerate(views) for turn in range(TURNS))
        return [*QUESTIONS, *(QUESTIONS[n % len(QUESTIONS)] + view for view, n in turns)]
    short = page.path == "/assessment" and not every
    questions = (SHORT if short else QUESTIONS) if page.filtered else QUESTIONS[:1]
    return [asked + more for asked in questions for more in ["", *views]]


def shown(pack: Pack, page: Page, *, every: bool) -> list[str]:
    """Return every text of the page for the questions."""
    path = page.address("norreys-estate" if page.of else "")
    texts = []
    for search in searches(page, every=every):
        question = question_at(path, search, pack.domain)
        answer = page.callbacks.answer(pack, question)
        parts = [*answer.parts.values()]
        for panel in answer.panels.values():
            parts += [panel.title, [*panel.legend], panel.table.caption, panel.table.note]
            parts += [panel.sentence, *panel.how]
        if page.filtered:
            parts.append(result(incidents.total(pack, question.filters), question))
        for part in parts:
            # Links side by side are a list, not a sentence.
            listed = TABLE.sub("", html_text(part)).replace("</a><a", "</a><br><a")
            text = WITHIN.sub("", listed)
            texts += [unescape(each).strip() for each in BLOCK.split(text)]
    return texts


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.verify)])
@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.name)
def test_every_sentence_is_plain(demo_pack: Pack, page: Page, every: bool) -> None:
    known = names(demo_pack)
    said = {
        each
        for text in {*shown(demo_pack, page, every=every)} - HEADINGS
        for each in sentences(plain(text, known))
    }
    hard = sorted((round(grade(each), 1), each) for each in said if grade(each) > HARDEST)

    assert hard == []


def test_abbreviations_are_expanded() -> None:
    said = html_text(glossary.abbreviated("LSOAs 2021 and ASB, not ASBO"))

    assert said == (
        '<abbr title="lower layer super output area">LSOA</abbr>s 2021 and '
        '<abbr title="anti-social behaviour">ASB</abbr>, not ASBO'
    )
