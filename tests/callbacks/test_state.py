"""The fields of the filter bar show what the URL says."""

import pytest

from callbacks.state import field_values
from data.model.question import Question
from tests.domains import domain_of

PLAIN = domain_of()
DEFAULT = {
    "type": [], "area": [], "street": "", "period": "2022-23", "from": "2022-04",
    "to": "2023-03", "measure": "count",
}  # fmt: skip


@pytest.mark.parametrize(
    ("search", "changes"),
    [
        ("", {}),
        ("?type=witchcraft", {}),
        ("?type=crime-and-asb", {"type": ["crime-and-asb"]}),
        ("?type=robbery&type=burglary", {"type": ["burglary", "robbery"]}),
        ("?type=burglary&type=crime-and-asb", {"type": ["crime-and-asb"]}),
        ("?area=alder&area=pond&measure=rate", {"area": ["pond", "alder"], "measure": "rate"}),
        ("?period=2021-22", {"period": "2021-22", "from": "2021-04", "to": "2022-03"}),
        ("?from=2021-04&to=2022-03", {"period": "2021-22", "from": "2021-04", "to": "2022-03"}),
        ("?from=2021-06&to=2021-05", {"period": "custom", "from": "2021-05", "to": "2021-06"}),
        ("?period=last-12", {"period": "last-12"}),
    ],
)
def test_every_field_has_the_value_of_the_question(search, changes) -> None:
    assert field_values(Question.from_query(search, PLAIN)) == DEFAULT | changes
