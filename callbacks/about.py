"""Answers for the page on data and methods."""

from callbacks.page import Answer, PageCallbacks
from data import queries
from data.pack import Pack
from data.question import Question
from layouts.about import BODY
from layouts.about_panels import body


def answer(pack: Pack, question: Question) -> Answer:
    """What was loaded, what is missing and how the numbers are made."""
    return Answer(
        parts={
            BODY: body(
                question.domain,
                sources=queries.sources(pack),
                rejections=queries.rejections(pack),
                coverage=queries.coverage(pack),
                populations=queries.populations(pack),
                places=queries.places(pack),
                checks=queries.annual_checks(pack),
            )
        }
    )


PAGE = PageCallbacks({}, (BODY,), answer)
