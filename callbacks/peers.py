"""Callbacks of the page that compares the borough with its peers."""

from dataclasses import replace

from callbacks.page import Answer, PageCallbacks
from data.harm.harm import harm
from data.model.question import Question
from data.pack.pack import Pack
from data.peers.harm_peers import harm_funnel
from data.peers.peers import peers
from layouts.base.panels import Panel
from layouts.pages.peers.peer_panels import among_links, funnel_panel, measure_links, no_harm
from layouts.pages.peers.peers import AMONG, FUNNEL


def answer(pack: Pack, question: Question) -> Answer:
    """Return the funnel and the choices of peers and measure; the area filter does not apply."""
    result = peers(pack, question)
    links = [*measure_links(question), *among_links(question, result)]
    panel = _harm(pack, question) if question.view.measure == "harm" else (
        funnel_panel(question, result)
    )  # fmt: skip
    return Answer(panels={FUNNEL: panel}, parts={AMONG: links})


def _harm(pack: Pack, question: Question) -> Panel:
    """Return the funnel of harm, with a sentence on the borough's position by count.

    It has a reason instead if there is no harm, and no limits if there is no funnel of counts.
    """
    found = harm(pack, question.everywhere())
    if found.reason:
        return no_harm(found.reason)
    counted = peers(pack, found.question)
    if counted.funnel is None:
        return funnel_panel(found.question, counted)
    weighted = replace(counted, funnel=harm_funnel(pack, counted.funnel, found))
    return funnel_panel(found.question, weighted, counted.funnel)


PAGE = PageCallbacks({FUNNEL: None}, (AMONG,), answer)
