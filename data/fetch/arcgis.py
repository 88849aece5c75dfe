"""Query layers of ONS's Open Geography portal (ArcGIS feature services).

An error arrives with status 200, and pages may be shorter than requested. So the number of rows is
fetched first and compared with how many arrived.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.fetch.catalogue import Catalogue
from data.fetch.client import RESUME, Client
from data.fetch.errors import Gone, NotFetched

PAGE = 1000


@dataclass(frozen=True)
class Layer:
    """A service that answers, with the parameters of a query and how many rows match it."""

    name: str
    address: str
    parameters: Mapping[str, str]
    count: int


def layer(
    client: Client,
    catalogue: Catalogue,
    names: Sequence[str],
    where: str,
    within: Mapping[str, str] | None = None,
) -> Layer:
    """Return the first of the services that can be used, with the number of rows that match.

    ``within`` has the parameters of a geometry that rows must touch.

    Raises:
        NotFetched: none can be used; the message has the reason for each.
    """
    reasons = []
    for name in names:
        address = catalogue.text("arcgis", "query").format(name=name)
        parameters = {"where": where, **(within or {})}
        try:
            answer = client.json(address, {**parameters, "returnCountOnly": "true", "f": "json"})
        except Gone as error:
            reasons.append(str(error))
            continue
        fault = error_in(answer)
        if fault is None and "count" in answer:
            return Layer(name, address, parameters, int(answer["count"]))
        reasons.append(f"{name} answered: {fault or 'no count'}")
    raise NotFetched(
        f"none of the services {', '.join(names)} can be used ({'; '.join(reasons)}). "
        "Services are renamed at times: write the new name into catalogue.toml"
    )


def rows(client: Client, found: Layer, fields: str = "*") -> list[dict[str, Any]]:
    """Return the attributes of every row of a layer."""
    parameters = {"outFields": fields, "returnGeometry": "false", "f": "json"}
    return [each["attributes"] for each in _features(client, found, parameters)]


def features(client: Client, found: Layer) -> list[Any]:
    """Return every feature of a layer as GeoJSON in degrees (EPSG:4326)."""
    shape = {"outFields": "*", "outSR": "4326", "geometryPrecision": "6", "f": "geojson"}
    return _features(client, found, shape)


def quoted(value: str) -> str:
    """Return a value in quotation marks, for the condition of a query."""
    return "'{}'".format(value.replace("'", "''"))


def error_in(answer: object) -> str | None:
    """Return the message of an error that arrived with status 200; None if it is no error."""
    if not isinstance(answer, dict):
        return "no JSON object"
    fault = answer.get("error")
    if fault is None:
        return None
    return str(fault.get("message", fault)) if isinstance(fault, dict) else str(fault)


def _features(client: Client, found: Layer, parameters: Mapping[str, str]) -> list[Any]:
    """Return the features of every page, until a page has none or repeats earlier ones.

    Raises:
        NotFetched: the service reports an error, or gave another number of rows than it counted.
    """
    every: list[Any] = []
    while len(every) < found.count:
        answer = client.json(
            found.address,
            {
                **found.parameters, **parameters,
                "resultOffset": str(len(every)), "resultRecordCount": str(PAGE),
            },
        )  # fmt: skip
        fault = error_in(answer)
        if fault is not None:
            raise NotFetched(f"{found.name} answered with an error: {fault}. {RESUME}")
        page = answer.get("features") or []
        if not page or page[0] in every:
            break
        every.extend(page)
    if len(every) != found.count:
        raise NotFetched(f"{found.name} gave {len(every)} of {found.count} rows. {RESUME}")
    return every
