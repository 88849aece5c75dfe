"""Callbacks of the page on outcomes."""

from callbacks.page import Answer, PageCallbacks
from data.model.question import Question
from data.outcomes.held import cohorts
from data.outcomes.outcomes import outcomes
from data.pack.pack import Pack
from layouts.base import ids
from layouts.pages.outcomes.cohort_panel import cohorts_panel, within_links
from layouts.pages.outcomes.outcome_panels import (
    groups_panel,
    no_outcomes,
    types_panel,
    wards_panel,
)
from layouts.pages.outcomes.outcome_words import lead
from layouts.pages.outcomes.outcomes import COHORTS, GROUPS_CARD, TYPES, WARDS, WITHIN

NONE = "Anti-social behaviour is not a crime: it has no outcome. Choose a type of crime."


def answer(pack: Pack, question: Question) -> Answer:
    """Return the outcomes of the chosen crimes; the area filter does not apply."""
    found = outcomes(cohorts(pack), question)
    if found is None:
        empty = dict.fromkeys((COHORTS, GROUPS_CARD, TYPES, WARDS), no_outcomes())
        return Answer(panels=empty, parts={WITHIN: "", ids.OUTCOMES_LEAD: NONE})
    return Answer(
        panels={
            COHORTS: cohorts_panel(found),
            GROUPS_CARD: groups_panel(found),
            TYPES: types_panel(found),
            WARDS: wards_panel(found),
        },
        parts={WITHIN: within_links(found), ids.OUTCOMES_LEAD: lead(found)},
    )


PAGE = PageCallbacks(
    dict.fromkeys((COHORTS, GROUPS_CARD, TYPES, WARDS)), (WITHIN, ids.OUTCOMES_LEAD), answer
)
