"""The streets of a pack by name: from the street points of tier A incidents and from map roads."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.model.street import Street
from geo import corridors, crs

# Points and roads of one name that are no further apart are one street; if further, two streets
# of the same name.
APART_M = 500


class Streets(Mapping[str, Street]):
    """Streets by name, computed by ``find`` when a street is first looked up.

    For 17 districts that takes two seconds, and a build does not need them.
    """

    def __init__(self, find: Callable[[], dict[str, Street]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> dict[str, Street]:
        return self._find()

    def __getitem__(self, name: str) -> Street:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def named(points: pd.DataFrame, roads: pd.DataFrame, wards: gpd.GeoDataFrame) -> dict[str, Street]:
    """Return the streets by name, in alphabetical order.

    If several streets have one name, the ward is added to it, and a number if it is still the same.
    ``points`` has name, easting and northing (EPSG:27700), ``roads`` name and geometry (WKB,
    EPSG:4326), ``wards`` name and geometry (EPSG:4326). What is outside the wards is left out. The
    shape of a street is its street points if it has any, else the lines of its roads.
    """
    lines = shapely.from_wkb(np.array([bytes(each) for each in roads["geometry"]], object))
    parts, road = shapely.get_parts(lines, return_index=True)
    parts = gpd.GeoSeries(parts, crs=crs.DEGREES).to_crs(crs.GRID).to_numpy()
    dots = shapely.points(points[["easting", "northing"]].to_numpy(float))
    shapes = np.array([*dots, *parts], object)
    if not len(shapes):
        return {}
    names = [*points["name"], *roads["name"].to_numpy()[road]]
    wards_of = _ward(shapes, wards)
    kept = [i for i, ward in enumerate(wards_of) if ward is not None]
    keys, _names = pd.factorize(np.array([names[i].casefold() for i in kept], object))
    # Dictionaries are faster than frames for thousands of groups of one or two shapes.
    spelling: dict[int, str] = {}
    streets: dict[int, list[int]] = {}
    for i, key, street in zip(
        kept, keys.tolist(), corridors.groups(shapes[kept], keys, APART_M).tolist(), strict=True
    ):
        names[i] = spelling.setdefault(key, names[i])
        streets.setdefault(street, []).append(i)
    return _labelled(
        [_street(each, names, wards_of, shapes, len(dots)) for each in streets.values()]
    )


def _ward(shapes: np.ndarray, wards: gpd.GeoDataFrame) -> list[str | None]:
    """Return the name of the ward that contains a middle point of each shape; None for none."""
    tree = shapely.STRtree(crs.to_metres(wards).geometry.to_numpy())
    middles = shapely.point_on_surface(shapes)
    lies = dict(reversed([*zip(*tree.query(middles, predicate="intersects"), strict=True)]))
    names = wards["name"].tolist()
    return [names[lies[i]] if i in lies else None for i in range(len(shapes))]


def _street(
    own: list[int], names: list[str], wards: list[str | None], shapes: np.ndarray, dots: int
) -> tuple[str, str, shapely.Geometry]:
    """Return the name of a street, its usual ward, and its points or else its lines.

    ``own`` are the positions of its shapes; the first ``dots`` of all shapes are points.
    """
    kept = [i for i in own if i < dots] or own
    ward = Counter(filter(None, (wards[i] for i in kept))).most_common(1)[0][0]
    shape = shapes[kept[0]] if len(kept) == 1 else shapely.union_all(shapes[kept])
    return names[kept[0]], ward, shape


def _labelled(found: list[tuple[str, str, shapely.Geometry]]) -> dict[str, Street]:
    """Return streets, given as (name, ward, shape), by unique labels: see ``named``."""
    often, labels = Counter(name for name, _ward, _shape in found), Counter[str]()
    streets: dict[str, Street] = {}
    for name, ward, shape in found:
        label = name if often[name] == 1 else f"{name}, {ward}"
        labels[label] += 1
        label = label if labels[label] == 1 else f"{label} ({labels[label]})"
        streets[label] = Street(label, shape)
    return dict(sorted(streets.items(), key=lambda each: each[0].casefold()))
