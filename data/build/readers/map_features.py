"""Read streets, railways, water, green space or buildings from any file that GDAL opens.

OS Open Roads and extracts of OpenStreetMap by Geofabrik are recognised by their columns.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from data.build.config import Source
from data.build.errors import one_line, quoted, refuse
from geo import crs, map_lines

LINES, SURFACES = ("LineString", "MultiLineString"), ("Polygon", "MultiPolygon")
# Names of columns in lower case; the first that a file has is used.
COLUMNS: Mapping[str, Sequence[str]] = {
    "class_column": (
        "road_function",
        "function",
        "fclass",
        "highway",
        "road_classification",
        "class",
        "type",
    ),
    "name_column": ("name_1", "name1", "name"),
    "number_column": ("road_classification_number", "roadnumber", "ref"),
}
# What OS Open Roads and OpenStreetMap call the classes; anything else is not drawn.
ROADS: Mapping[str, str] = {
    **dict.fromkeys(("motorway", "motorway_link"), "motorway"),
    **dict.fromkeys(
        ("a road", "primary", "primary_link", "trunk", "trunk_link"), "a-road"
    ),
    **dict.fromkeys(("b road", "secondary", "secondary_link"), "b-road"),
    **dict.fromkeys(
        ("minor road", "classified unnumbered", "minor", "tertiary", "tertiary_link"), "minor"
    ),
    **dict.fromkeys(
        ("local road", "local access road", "restricted local access road",
         "secondary access road", "unclassified", "not classified", "unknown", "local",
         "restricted", "residential", "living_street", "pedestrian"),
        "local",
    ),
}  # fmt: skip
BUILT_ON = (
    "residential", "commercial", "industrial", "retail", "farmland", "farmyard", "military",
    "quarry",
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One kind of feature, and which of a file's features are drawn.

    ``layer`` is part of the name of its layer in a file of several. ``classes`` maps published
    classes to those of the pack. If it is None, all features but those of a class in ``left_out``
    are drawn, with a blank class. Smaller areas than ``least_m2`` (square metres) are not drawn.
    """

    kind: str
    layer: str
    shapes: tuple[str, ...]
    classes: Mapping[str, str] | None = None
    left_out: tuple[str, ...] = ()
    least_m2: float = 0


KINDS: Mapping[str, Kind] = {
    "roads": Kind("road", "road", LINES, ROADS),
    "rail": Kind("rail", "rail", LINES, left_out=("abandoned", "disused", "proposed")),
    "water": Kind(
        "water", "water", (*LINES, *SURFACES), left_out=("stream", "drain", "ditch"), least_m2=1000
    ),
    "green": Kind("green", "green", SURFACES, left_out=BUILT_ON, least_m2=5000),
    "buildings": Kind("building", "building", SURFACES, least_m2=50),
}


def read(path: Path, source: Source, around: shapely.Geometry) -> tuple[gpd.GeoDataFrame, int]:
    """Return the features of one file within ``around``, and how many were left out.

    ``around`` and the result are in metres (EPSG:27700). Columns: kind (``river`` for lines of
    water), class, name and number (blank where not given), geometry.

    Raises:
        BadInput: GDAL cannot open it, its layer, coordinate system or classes are not known, or
            nothing in it is near the borough.
    """
    about = KINDS[source.option("shows", "roads")]
    found = opened(path, source, about, around)
    tidy = gpd.GeoDataFrame(
        {
            "kind": about.kind,
            "class": _classes(path, about, _text(path, found, source, "class_column")),
            "name": _text(path, found, source, "name_column"),
            "number": _text(path, found, source, "number_column"),
        },
        geometry=map_lines.clipped(found.geometry.to_numpy(), around, about.least_m2),
        crs=crs.GRID,
    )
    tidy.loc[(tidy["kind"] == "water") & tidy.geom_type.isin(LINES), "kind"] = "river"
    tidy = tidy[tidy["class"].notna() & tidy.geom_type.isin(about.shapes) & ~tidy.is_empty]
    if tidy.empty:
        refuse(
            path, f"it has no {source.option('shows', 'roads')} within 1 km of the borough",
            "Check that it is the right file, its layer and its crs",
        )  # fmt: skip
    return tidy.reset_index(drop=True), len(found) - len(tidy)


def opened(path: Path, source: Source, about: Kind, around: shapely.Geometry) -> gpd.GeoDataFrame:
    """Return the features of a file that may be within ``around``, in EPSG:27700.

    Coordinates are read as the TOML declares, else as the file does.

    Raises:
        BadInput: GDAL cannot open it, or its layer or coordinate system is not known.
    """
    try:
        layer = source.option("layer") or _layer(path, about, pyogrio.list_layers(path).tolist())
        own = pyogrio.read_info(path, layer=layer)["crs"]
        system = _system(path, source.option("crs") or own)
        box = gpd.GeoSeries([around], crs=crs.GRID).to_crs(system).total_bounds
        shapes = pyogrio.read_dataframe(path, layer=layer, bbox=tuple(box), force_2d=True)
    except (RuntimeError, ValueError, OSError) as error:
        said = one_line(error).replace(str(path), path.name)[:80]
        what = f"GDAL cannot read it ({said})"
        refuse(path, what, "Give a GeoPackage, a shapefile with all its parts, or GeoJSON")
    if not isinstance(shapes, gpd.GeoDataFrame):
        refuse(path, "it has no shapes", "Give a layer of lines or areas as layer")
    shapes = shapes[shapes.geometry.notna()].reset_index(drop=True)
    return crs.to_metres(shapes.set_crs(system, allow_override=True))


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, with the other parts of a shapefile, in hexadecimal."""
    digest = hashlib.sha256()
    parts = [path]
    if path.suffix.lower() == ".shp":
        parts += sorted(
            each for each in path.parent.glob(f"{path.stem}.*")
            if each.suffix.lower() in {".dbf", ".prj", ".shx", ".cpg"}
        )  # fmt: skip
    for part in parts:
        with part.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _layer(path: Path, about: Kind, layers: list[tuple[str, str | None]]) -> str:
    """Return the layer with the features wanted: the only one, or the only one with its name."""
    names = [name for name, shape in layers if shape]
    fitting = [
        name
        for name, shape in layers
        if about.layer in name.lower()
        and str(shape).removesuffix(" Z").removeprefix("3D ").removeprefix("Measured ")
        in (*about.shapes, "Unknown")
    ]
    candidates = names if len(names) == 1 else fitting
    if len(candidates) != 1:
        listed = ", ".join(names[:8]) or "none"
        refuse(path, f"it has several layers, or none: {listed}", 'Add layer = "name of one"')
    return candidates[0]


def _system(path: Path, named: str | None) -> CRS:
    if not named:
        refuse(path, "it names no coordinate system", 'Add crs = "EPSG:27700" to this source')
    try:
        return CRS.from_user_input(named)
    except CRSError:
        refuse(path, f"{quoted(named)} is not a coordinate system", 'Use one such as "EPSG:27700"')


def _text(path: Path, found: pd.DataFrame, source: Source, key: str) -> pd.Series:
    """Return a column as text: the one that the TOML names, else the first known, else blank."""
    columns = {each.lower(): each for each in found.columns}
    given = source.option(key)
    if given and given.lower() not in columns:
        refuse(path, f"it has no column {quoted(given)}", f"Correct {key}")
    names = (given.lower(),) if given else COLUMNS[key]
    column = next((columns[each] for each in names if each in columns), None)
    if column is None:
        return pd.Series("", index=found.index)
    return found[column].fillna("").astype(str).str.strip()


def _classes(path: Path, about: Kind, published: pd.Series) -> pd.Series:
    """Return the class of each feature, missing for those that are not drawn."""
    lower = published.str.lower()
    if about.classes is None:
        return pd.Series("", index=published.index).mask(lower.isin(about.left_out), None)
    classes = lower.map(about.classes)
    if len(classes) and classes.isna().all():
        named = ", ".join(quoted(each) for each in sorted({*published})[:4])
        refuse(
            path, f"none of its classes is known: {named}",
            'Add class_column = "the column of road classes"',
        )  # fmt: skip
    return classes
