"""Terms of the glossary are explained where they stand; methods are named in "How we know"."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from dashboard.app import create_app
from data.pack.packs import Packs
from layouts.base.explained import popover_id, popovers
from layouts.base.glossary import FORMS
from layouts.base.markup import html_text
from tests.dashboard.over_http import callbacks, post

SEARCHES = (
    "?type=asb&period=2021-22&measure=change",
    "?type=burglary&layer=density&view=heat&split=type",
    "?type=asb&layer=clusters&view=years&split=area&measure=rate",
    "?measure=harm&layer=life&view=rolling&period=all",
    "?type=asb&b_area=norreys&area=wargrave-station",
)
# Where a button cannot stand, and what is closed or says nothing by itself.
APART = {"a", "abbr", "caption", "label", "summary", "option"}
METHODS = re.compile(
    r"Gi\*|\bPAI\b|\bPEI\b|\b[zq]\b|[Dd]ispersion index|Gini|Benjamini|Yekutieli|Poisson|Wilson|"
    r"Getis|XmR|Spiegelhalter|Ratcliffe"
)
FOLD = re.compile(r'<details class="how">.*?</details>')
EXPLAINING = {"about-body", "glossary-body"}  # pages on the methods
APPENDIX = "Appendix: definitions and limits"  # of the assessment


class Card(HTMLParser):
    """The text of a card outside links and folds, the text of its headings, and its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text, self.face, self.terms = "", "", Counter[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"img", "br", "input"}:
            return
        self.open.append(tag)
        term = dict(attrs).get("popovertarget")
        if term:
            self.terms[term] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not APART & {*self.open}:
            self.text += f"|{data}"
        if "details" not in self.open:
            self.face += f"|{data}"


def read(text: str) -> Card:
    made = Card()
    made.feed(text)
    made.close()
    return made


@pytest.fixture(scope="module")
def cards(demo_open: Packs) -> list[tuple[str, str]]:
    """Return the name and HTML of each card and part that the server sends for the searches."""
    client = create_app(demo_open).server.test_client()
    found: dict[tuple[str, str], None] = {}
    for each in callbacks(client).values():
        for search in SEARCHES:
            answer = post(client, each, search).get_json()
            for name, html in _cards(answer["response"]):
                found[name, html] = None
    return [*found]


def _cards(response: dict) -> Iterator[tuple[str, str]]:
    """Return the HTML of each card: its head with its legend, or each section of a part."""
    texts = {name: given["data-html"] for name, given in response.items() if "data-html" in given}
    for name, text in texts.items():
        if name.endswith("-legend"):
            continue
        head = name.removesuffix("-head")
        whole = text + (texts.get(f"{head}-legend", "") if head != name else "")
        for part in re.split(r"(?=<section\b)", whole):
            yield name, part


def uses(text: str) -> set[str]:
    """Return the terms that a text has in one of the forms of the glossary."""
    return {
        term
        for term, forms in FORMS.items()
        for form in forms
        if re.search(rf"(?<![\w*])[{form[0]}{form[0].upper()}]{re.escape(form[1:])}(?![\w*])", text)
    }


def test_every_term_is_explained_once_where_it_stands(cards: list[tuple[str, str]]) -> None:
    explained: set[str] = set()
    faults = []
    for name, text in cards:
        card = read(text)
        expected = set() if name == "glossary-body" else {*map(popover_id, uses(card.text))}
        explained |= expected
        if dict(card.terms) != dict.fromkeys(expected, 1):
            faults.append((name, expected ^ {*card.terms}, card.terms.most_common(1)))
    assert faults == []
    # The others are on some page, so their forms are those that pages use.
    unused = {popover_id(term) for term in FORMS} - explained
    assert unused == {"term-csp", "term-lsoa", "term-sara"}


def test_a_method_is_named_in_how_we_know_and_on_no_card(cards: list[tuple[str, str]]) -> None:
    named = [
        (name, found[0])
        for name, text in cards
        if name not in EXPLAINING and APPENDIX not in text
        if (found := METHODS.search(read(text).face))
    ]
    folds = " ".join(FOLD.findall("".join(text for _name, text in cards)))

    assert named == []
    for method in ("Gi*", "PAI", "PEI", "Gini", "Dispersion index", "Benjamini", "Wilson", "XmR"):
        assert method in folds


def test_every_term_has_a_meaning_of_its_own() -> None:
    shown = html_text(popovers())

    for term in FORMS:
        assert shown.count(f'id="{popover_id(term)}"') == 1
        assert f"<b>{term}</b>: " in shown
