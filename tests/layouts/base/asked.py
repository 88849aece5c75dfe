"""Questions to findings without a pack."""

from data.model.question import Question
from tests.domains import domain_of

PLAIN = domain_of()


def ask(search: str = "", domain=PLAIN) -> Question:
    return Question.from_query(search, domain)
