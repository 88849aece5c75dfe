"""Callbacks of the page on data and methods."""

from callbacks.page import Answer, PageCallbacks
from data.harm.harm import scale
from data.model.question import Question
from data.pack import queries
from data.pack.pack import Pack
from layouts.pages.about.about import BODY
from layouts.pages.about.about_panels import body


def answer(pack: Pack, question: Question) -> Answer:
    """Return the sources, coverage, checks and methods; filters do not apply."""
    return Answer(
        parts={
            BODY: body(
                question.domain,
                sources=queries.sources(pack),
                rejections=queries.rejections(pack),
                notices=pack.notices,
                coverage=queries.coverage(pack),
                populations=queries.populations(pack),
                places=queries.places(pack),
                checks=queries.annual_checks(pack),
                harm=scale(pack),
            )
        }
    )


PAGE = PageCallbacks({}, (BODY,), answer)
