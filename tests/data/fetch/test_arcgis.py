"""Services that cannot be used are all named, with the reason of each."""

from typing import Any

import pytest

from data.fetch import arcgis, catalogue
from data.fetch.client import Client
from data.fetch.errors import Gone, NotFetched

LAYER = arcgis.Layer("Wards", "http://x/Wards", {}, 1)


class Answers(Client):
    """A client with the answers given instead of a network."""

    def __init__(self, *answers: Any) -> None:
        self._answers = iter(answers)

    def json(self, *_args: object) -> Any:
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_the_reason_of_every_service_is_said() -> None:
    client = Answers(Gone("A is gone"), {"error": {"message": "Invalid field"}}, [], {})
    with pytest.raises(NotFetched) as error:
        arcgis.layer(client, catalogue.read(None), ["A", "B", "C", "D"], "X=1")
    assert str(error.value).startswith(
        "none of the services A, B, C, D can be used (A is gone; B answered: Invalid field; "
        "C answered: no JSON object; D answered: no count). Services are renamed"
    )


def test_a_page_that_is_no_object_is_not_fetched() -> None:
    with pytest.raises(NotFetched, match="Wards answered with an error: no JSON object"):
        arcgis.features(Answers([]), LAYER)
