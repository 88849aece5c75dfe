"""Make the rows of the background map: streets, rail, water, green space and buildings."""

import re

import geopandas as gpd
import pandas as pd
import shapely

from data.build import area_rows
from data.build.config import Borough, Source
from data.build.load_log import Account
from data.build.readers import map_features
from geo import crs, map_lines

MARGIN_M = 1000
MOST_BUILDINGS = 8000  # only the largest are drawn: browsers load the whole map at once
COLUMNS = ("kind", "class", "name", "number", "attribution", "geometry")
OSM = "© OpenStreetMap contributors"
OS = "Contains OS data © Crown copyright and database right"


def read(borough: Borough, area: pd.DataFrame, account: Account) -> pd.DataFrame:
    """Return the background map within 1 km of the current wards; empty without a source.

    Columns: those of ``COLUMNS``, geometry as WKB in EPSG:4326. Features with the same kind, class,
    name and number are one row, lines simplified to 2 metres and areas to 4.

    Raises:
        BadInput: a file cannot be used.
    """
    sources = borough.of_kind("streets")
    if not sources:
        return pd.DataFrame()
    wards = crs.to_metres(area_rows.current_wards(area)).geometry.to_numpy()
    around = shapely.simplify(shapely.buffer(shapely.union_all(wards), MARGIN_M), 10)
    frames = [_rows(source, around, account) for source in sources]
    return pd.concat(frames, ignore_index=True)


def credit(source: Source) -> str:
    """Return the attribution of a source: as the TOML gives it, else by its licence and name."""
    said = f"{source.licence} {source.name}".lower()
    if given := source.option("attribution"):
        return given
    if "odbl" in said or "open database" in said or "openstreetmap" in said:
        return OSM
    return f"{OS} {source.vintage[:4]}" if "os" in re.split(r"\W+", said) else source.licence


def _rows(source: Source, around: shapely.Geometry, account: Account) -> pd.DataFrame:
    found = [map_features.read(path, source, around) for path in source.files]
    together = pd.concat([features.assign(file=n) for n, (features, _) in enumerate(found)])
    together = together.reset_index(drop=True)
    if source.option("shows") == "buildings":
        together = together.loc[together.area.nlargest(MOST_BUILDINGS).index]
    for number, (path, (features, left_out)) in enumerate(zip(source.files, found, strict=True)):
        loaded = int((together["file"] == number).sum())
        rows_read = len(features) + left_out
        account.add(
            source, path,
            {"rows_read": rows_read, "rows_loaded": loaded, "rows_outside": rows_read - loaded},
            sha256=map_features.checksum(path),
        )  # fmt: skip
        account.progress(path)
    keys = ["kind", "class", "name", "number"]
    plain = pd.DataFrame(together)
    grouped = plain.groupby(keys, sort=True)["geometry"].agg(map_lines.joined).reset_index()
    shapes = gpd.GeoSeries(grouped["geometry"], crs=crs.GRID).to_crs(crs.DEGREES)
    rounded = shapely.transform(shapes.to_numpy(), lambda lonlat: lonlat.round(6))
    return grouped.assign(geometry=shapely.to_wkb(rounded), attribution=credit(source))[
        list(COLUMNS)
    ]
