"""Draw schematic streets for the demonstration set: a grid in each ward, roads between them."""

import json
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import crs

SPACING_M = 210
REACH_M = 11  # from the centre of a ward to the end of its grid, times residents ** 0.5
LEAST_M = 150  # the shortest street of a grid
BEND = 0.14  # the largest sideways bend of a road, as a share of its length
CORNERS = 9  # points of a bent road
BUSIER = 3  # one road in three is an A road, and one street in three of a grid is tertiary
STATION = "station"
Street = tuple[str, str, str, shapely.LineString]  # class, name, road number, line in EPSG:27700


def write(folder: Path, wards: gpd.GeoDataFrame, places: pd.DataFrame, seed: int) -> None:
    """Write roads and a railway as GeoJSON with the columns of extracts of OpenStreetMap.

    ``wards`` has name, residents, geometry and centre. The railway joins the rows of ``places``
    (id, lon, lat) that are stations. The same seed draws the same lines.
    """
    rng = np.random.default_rng([seed, 2])
    metres = crs.to_metres(wards)
    centres = gpd.GeoSeries(wards["centre"], crs=crs.DEGREES).to_crs(crs.GRID).to_numpy()
    streets = [*_main_roads(centres, rng)]
    for name, residents, shape, centre in zip(
        metres["name"], metres["residents"], metres.geometry, centres, strict=True
    ):
        built_on = shape.buffer(-LEAST_M / 3) & centre.buffer(REACH_M * residents**0.5)
        streets += _grid(name, built_on, centre, rng)
    _save(folder / "streets.geojson", streets)
    stations = places[places["id"].str.contains(STATION)].sort_values("lat")
    at = gpd.GeoSeries.from_xy(stations["lon"], stations["lat"], crs=crs.DEGREES).to_crs(crs.GRID)
    line = shapely.LineString([*zip(at.x, at.y, strict=True)])
    _save(folder / "rail.geojson", [("rail", "", "", line)])


def _main_roads(centres: np.ndarray, rng: np.random.Generator) -> Iterator[Street]:
    """Yield bent roads between neighbouring centres of wards: the shortest third are A roads."""
    triangles = shapely.delaunay_triangles(shapely.MultiPoint([*centres]), only_edges=True)
    edges = [
        edge for edge in shapely.get_parts(triangles)
        # Only where no third centre is nearer to the edge's middle (a Gabriel graph).
        if not any(
            centre.distance(edge.centroid) < 0.499 * edge.length for centre in centres
        )
    ]  # fmt: skip
    for number, edge in enumerate(sorted(edges, key=lambda each: each.length), 1):
        (x0, y0), (x1, y1) = edge.coords
        along = np.linspace(0, 1, CORNERS)
        aside = rng.uniform(-BEND, BEND) * np.sin(np.pi * along)
        bent = np.column_stack(
            [x0 + along * (x1 - x0) - aside * (y1 - y0), y0 + along * (y1 - y0) + aside * (x1 - x0)]
        )
        main = number <= len(edges) / BUSIER
        label = f"{'A' if main else 'B'}{number}"
        yield ("primary" if main else "secondary", "", label, shapely.LineString(bent))


def _grid(
    ward: str, built_on: shapely.Geometry, centre: shapely.Point, rng: np.random.Generator
) -> Iterator[Street]:
    """Yield a grid of straight streets, at a random angle, across the built-up part of a ward."""
    turn = rng.uniform(0, np.pi / 2)
    far = np.sqrt(built_on.area) * 2
    for kind, angle in (("Street", turn), ("Road", turn + np.pi / 2)):
        step = np.array([np.cos(angle), np.sin(angle)])
        side = np.array([-step[1], step[0]])
        number = 0
        for offset in np.arange(-far, far, SPACING_M):
            middle = np.array([centre.x, centre.y]) + side * offset
            line = shapely.LineString([middle - step * far, middle + step * far]) & built_on
            for part in shapely.get_parts(line):
                if part.length >= LEAST_M:
                    number += 1
                    road_class = "residential" if number % BUSIER else "tertiary"
                    yield road_class, f"{ward} {kind} {number}", "", part


def _save(path: Path, streets: list[Street]) -> None:
    classes, names, numbers, shapes = zip(*streets, strict=True)
    degrees = gpd.GeoSeries(shapes, crs=crs.GRID).to_crs(crs.DEGREES)
    features = [
        {
            "type": "Feature",
            "properties": {"fclass": fclass, "name": name, "ref": ref},
            "geometry": shapely.geometry.mapping(shape),
        }
        for fclass, name, ref, shape in zip(
            classes, names, numbers, shapely.set_precision(degrees.to_numpy(), 1e-5), strict=True
        )
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
