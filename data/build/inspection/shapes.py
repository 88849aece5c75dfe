"""Say what a file of shapes holds: wards, LSOAs, places or streets, districts, coordinates."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from pyproj import CRS

from data.build import csvfile
from data.build.errors import BadInput
from data.build.forms import geo_file
from data.build.forms.form import Form
from data.build.guards import scope
from data.build.inspection import background
from data.build.inspection.finding import Finding
from data.build.readers import boundaries
from data.model.noun import Noun
from geo import crs

KINDS = {"ward": "wards", "lsoa": "lsoas"}
FEATURE = Noun("area", "areas")
FEW = 5  # districts that are named
NO_CRS = "names no coordinate system"


def inspect(path: Path, form: Form, tables: Sequence[Path] = ()) -> Finding:
    """Return what a file of shapes is; of several layers, the first with wards or LSOAs.

    ``tables`` are files in which to look for the district of each area, if this file has none.
    A layer that cannot be read is a finding with a ``problem``.

    Raises:
        BadInput: the file itself cannot be read.
    """
    drawn = background.inspect(path, form)
    if drawn:
        return drawn
    layers = geo_file.layers(path) if form in geo_file.OPENED else []
    if not layers[1:]:
        return _layer(path, form, "", tables)
    found = [_layer(path, form, each, tables) for each in layers]
    return next((each for each in found if each.kind), found[0])


def _layer(path: Path, form: Form, layer: str, tables: Sequence[Path]) -> Finding:
    source: dict[str, Any] = {"part": layer} if layer else {}
    part = path / layer if layer else path
    try:
        shapes, declared = _shapes(part)
    except BadInput as error:
        return Finding((path,), form.noun, problem=error.message(path.name))
    if declared:
        source["crs"] = declared
    columns = [each for each in shapes.columns if each != shapes.geometry.name]
    kind, code = _kind(columns)
    district = _district(shapes.drop(columns=shapes.geometry.name), code) if code else None
    lookup = None
    if code and district is None:
        lookup, district = _looked_up(shapes[code].map(scope.tidy), tables)
        if lookup:
            source["lookup"] = lookup.as_posix()
    unproven = kind == "wards" and district is None
    named = "" if district is None or lookup else str(district.name)
    used = {code, code[:-2] + ("NM" if code.endswith("CD") else "nm"), named} if code else set()
    if kind == "places":
        used = {"name", "confidence", "note", "said"}
    recognised = tuple(each for each in columns if each in used)
    if kind == "wards":
        source["current"] = True
    return Finding(
        (path,),
        form.noun,
        kind,
        rows=len(shapes),
        recognised=recognised,
        others=tuple(each for each in columns if each not in used),
        crs=_crs(part, form, declared),
        notes=_notes(kind, len(shapes), district, lookup),
        problem=f"{path.name}: {scope.NOT_SAID}. {scope.WAYS}." if unproven else "",
        vintage=f"20{code[-4:-2]}" if code else "",
        source=source,
        districts={} if district is None else _named(shapes, district, lookup),
    )


def _district(columns: pd.DataFrame, code: str) -> pd.Series | None:
    """Return the column of district codes, None without one.

    Of several, the one whose name has the same year as ``code`` is preferred.
    """
    others = columns.drop(columns=code).map(scope.tidy)
    found = [each for each in scope.columns_of_districts(others) if (each != "").all()]
    year = scope.year_of(code)
    own = [each for each in found if year and year in str(each.name)]
    return next(iter([*own, *found]), None)


def _looked_up(
    areas: pd.Series, tables: Sequence[Path]
) -> tuple[Path, pd.Series] | tuple[None, None]:
    """Return the first table with a district for every area, and its column of districts."""
    for path in tables:
        try:
            rows = csvfile.read(path, []).map(scope.tidy)
        except BadInput:
            continue  # the finding of that table says so
        districts = scope.columns_of_districts(rows)
        key = next((each for each in rows.columns if {*areas} <= {*rows[each]}), None)
        if districts and key:
            return path, districts[0][rows[key].isin(areas)]
    return None, None


def _named(shapes: gpd.GeoDataFrame, district: pd.Series, lookup: Path | None) -> dict[str, str]:
    """Return the name of each district by its code, blank where the boundaries have none."""
    codes = sorted({*district})
    if lookup:
        return dict.fromkeys(codes, "")
    names = boundaries.district_names(shapes)
    return {code: names[district == code].iloc[0] for code in codes}


def _shapes(path: Path) -> tuple[gpd.GeoDataFrame, str]:
    """Return the features, and the ``crs`` that the source needs; blank if it needs none."""
    try:
        return boundaries.features(path, None), ""
    except BadInput as error:
        if NO_CRS not in error.what:
            raise
        return boundaries.features(path, crs.GRID), crs.GRID


def _kind(columns: list[str]) -> tuple[str, str]:
    for kind, pattern in boundaries.CODE.items():
        found = next((each for each in columns if pattern.fullmatch(each)), "")
        if found:
            return KINDS[kind], found
    return ("places" if "name" in columns else ""), ""


def _notes(
    kind: str, areas: int, district: pd.Series | None, lookup: Path | None
) -> tuple[str, ...]:
    count = FEATURE.count(areas)
    if not kind:
        return ("It has no WDxxCD, LSOAxxCD or name column, so it is no wards, lsoas or places",)
    if kind == "places":
        return (f"The build would draw {count} as named places",)
    if district is None:
        said = f"It has {count}, and no column says which district each is in"
        mostly = "The build would keep those mostly in the current wards"
        return (said, mostly) if kind == "lsoas" else (said,)
    codes = sorted({*district})
    listed = f": {', '.join(codes)}" if len(codes) <= FEW else ""
    where = f"{district.name} of {lookup.name}" if lookup else str(district.name)
    return (
        f"The build would load those of {count} whose {where} is in codes of [borough]",
        f"It has {len(codes):,} {'district' if len(codes) == 1 else 'districts'}{listed}",
    )


def _crs(path: Path, form: Form, declared: str) -> str:
    if declared:
        return f"none named; {declared} fits"
    own = boundaries.own_crs(path) if form is Form.GEOJSON else geo_file.read(path).crs
    return CRS(own).to_string() if own else "none named; degrees"
