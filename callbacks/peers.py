"""Answers for the page that sets the borough among its peers."""

from callbacks.page import Answer, PageCallbacks
from data.pack import Pack
from data.peers import peers
from data.question import Question
from layouts.peer_panels import among_links, funnel_panel
from layouts.peers import AMONG, FUNNEL


def answer(pack: Pack, question: Question) -> Answer:
    """The funnel and the choice of peers; the area filter does not apply."""
    found = peers(pack, question)
    return Answer(
        panels={FUNNEL: funnel_panel(question, found)},
        parts={AMONG: among_links(question, found)},
    )


PAGE = PageCallbacks({FUNNEL: None}, (AMONG,), answer)
