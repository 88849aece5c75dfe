"""Read wards, LSOAs and named places of every vintage, and assign incidents to them."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.build.config import Borough, Source
from data.build.errors import refuse
from data.build.guards import scope
from data.build.load_log import Account
from data.build.readers import boundaries, places
from data.model.slugs import slug as slug_of
from geo import areas, crs

COLUMNS = (
    "kind", "vintage", "code", "name", "current", "geometry", "boundary", "radius_m", "confidence",
    "note", "said",
)  # fmt: skip
OVERLAP = 0.02  # share of the smaller ward: a smaller overlap is a digitising error
HALF = 0.5  # share of an LSOA without a district inside the current wards: with less it is left out
NAMES = {"ward": "ward", "lsoa": "LSOA"}  # in messages
# The kinds of area in the filter panel, which have a short id in URLs.
CHOSEN = ("ward", "place")


def read(borough: Borough, account: Account) -> pd.DataFrame:
    """Return every area, in the columns of the pack's table ``area``.

    ``geometry`` has shapely shapes in EPSG:4326, None for a place without a location.

    Raises:
        BadInput: a file cannot be used, an area is given twice, wards overlap or are not proved to
            be the borough's, or a place is not in the borough.
    """
    wards = _boundaries(borough, "wards", "ward", account)
    outline = shapely.union_all(wards.loc[wards["current"], "geometry"].to_numpy(object))
    lsoas = _boundaries(borough, "lsoas", "lsoa", account, outline)
    named = _places(borough, outline, account)
    filled = [each for each in (wards, lsoas, named) if not each.empty]
    area = pd.concat(filled, ignore_index=True)
    return area.assign(slug=slugs(area))


def current_wards(area: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the wards in which incidents are counted, in EPSG:4326."""
    wards = area[(area["kind"] == "ward") & area["current"]].reset_index(drop=True)
    return gpd.GeoDataFrame(wards, geometry="geometry", crs=crs.DEGREES)


def table(area: pd.DataFrame) -> pd.DataFrame:
    """Return the pack's table ``area``: the same rows with shapes as WKB."""
    return area.assign(geometry=shapely.to_wkb(area["geometry"].to_numpy(object)))


def memberships(points: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """Return the places, LSOAs and wards of other vintages in which each point lies.

    ``points`` has lon, lat, easting and northing. Returns one row per point and area: lon, lat,
    kind, vintage, code, position (of the area among these areas, for sorting). Current wards are
    not among them: an incident has its ward in a column.
    """
    counted = (area["kind"] == "ward") & area["current"]
    wanted = ~counted & area["geometry"].notna()
    other = area[wanted].reset_index(drop=True)
    shapes = crs.to_metres(gpd.GeoDataFrame(other, geometry="geometry", crs=crs.DEGREES))
    pairs = areas.within(points["easting"].to_numpy(), points["northing"].to_numpy(), shapes)
    joined = other.loc[pairs["area"], ["kind", "vintage", "code"]].reset_index(drop=True)
    at = points[["lon", "lat"]].iloc[pairs["point"]].reset_index(drop=True)
    return at.join(joined).assign(position=pairs["area"].to_numpy())


def slugs(area: pd.DataFrame) -> pd.Series:
    """Return the id of each area in URLs: its name, or its name with its kind or code.

    The id of a place with the name of a current ward ends in ``-place``. Ids that are still the
    same, as of two wards in different districts, end in the code; so do those of areas that
    filters do not offer.
    """
    chosen = area["current"] & area["kind"].isin(CHOSEN)
    is_place = area["kind"] == "place"
    slug = area["name"].map(slug_of)
    clash = is_place & slug.isin(slug[chosen & ~is_place])
    slug = slug.mask(clash, slug + "-place")
    twice = slug[chosen].duplicated(keep=False).reindex(area.index, fill_value=True)
    coded = (slug + "-" + area["code"].str.lower()).str.strip("-")
    return slug.mask(twice | (slug == ""), coded)


def _boundaries(
    borough: Borough,
    kind: str,
    area_kind: str,
    account: Account,
    outline: shapely.Geometry | None = None,
) -> pd.DataFrame:
    """Return the areas of every source of one kind, each with its vintage.

    With an ``outline``, areas whose district is not known are kept only if at least half of their
    area is inside it.
    """
    frames = []
    for source in borough.of_kind(kind):
        for path in source.files:
            shapes, left_out, note = boundaries.read(
                path, area_kind, source.option("crs"), _scope(borough, source)
            )
            if outline is not None:
                inside = _mostly_inside(shapes, outline)
                left_out += len(shapes) - len(inside)
                shapes = inside
            if shapes.empty:
                do = "Use the file of this district"
                refuse(path, f"it holds no {NAMES[area_kind]} in the current wards", do)
            account.add_whole(source, path, len(shapes), left_out, note)
            frames.append(
                pd.DataFrame(shapes).assign(
                    kind=area_kind,
                    vintage=source.vintage,
                    current=source.option("current", area_kind != "ward"),
                    boundary=source.option("boundary", "official"),
                    radius_m=np.nan,
                    confidence="high",
                    note="",
                    said="",
                )
            )
            _refuse_repeats(pd.concat(frames), path)
    if not frames:
        return _nothing()
    together = pd.concat(frames, ignore_index=True)
    if area_kind == "ward":
        _refuse_incomplete(borough, together)
    return together.assign(name=distinct_names(together))[list(COLUMNS)]


def distinct_names(area: pd.DataFrame) -> pd.Series:
    """Return each area's name; if another of its vintage has it, with the district (else code).

    ``area`` has vintage, code, name and district.
    """
    shared = area.duplicated(["vintage", "name"], keep=False)
    which = area["district"].mask(area["district"] == "", area["code"])
    return area["name"].mask(shared, area["name"] + " (" + which + ")")


def _refuse_repeats(frames: pd.DataFrame, path: Path) -> None:
    twice = frames.loc[frames.duplicated(["vintage", "code"]), "code"]
    if not twice.empty:
        refuse(
            path,
            f"{twice.iloc[0]} is also in another file of the same vintage",
            "Keep one, or give each edition its own vintage",
        )


def _scope(borough: Borough, source: Source) -> scope.Scope:
    lookup = source.option("lookup")
    return scope.Scope(
        borough.codes,
        tuple(scope.tidy(each) for each in source.option("codes", [])),
        borough.toml.parent / lookup if lookup else None,
    )


def _mostly_inside(shapes: gpd.GeoDataFrame, outline: shapely.Geometry) -> gpd.GeoDataFrame:
    """Return the areas that have a district or are at least half inside the outline."""
    geometries = shapes.geometry.to_numpy()
    inside = shapely.area(shapely.intersection(geometries, outline))
    share = inside / shapely.area(geometries)
    return shapes[(shapes["district_code"] != "") | (share >= HALF)].reset_index(drop=True)


def _refuse_incomplete(borough: Borough, wards: pd.DataFrame) -> None:
    """Refuse a vintage of wards that overlap, or that has no ward of one of the districts."""
    sources = borough.of_kind("wards")
    lists = any(each.option("codes") for each in sources)
    for vintage, source in {each.vintage: each for each in sources}.items():
        edition = wards[wards["vintage"] == vintage].reset_index(drop=True)
        lacking = [each for each in borough.codes if each not in {*edition["district_code"]}]
        if lacking and not lists:
            what = f"no ward of {vintage} is in {lacking[0]}"
            refuse(source.files[-1], what, "Add the file of that district, or correct codes")
        shapes = crs.to_metres(gpd.GeoDataFrame(edition, geometry="geometry", crs=crs.DEGREES))
        for one, other in areas.overlaps(shapes).to_numpy().tolist():
            both = shapes.geometry.iloc[[one, other]]
            if both.iloc[0].intersection(both.iloc[1]).area > OVERLAP * both.area.min():
                names = " and ".join(shapes["name"].iloc[[one, other]])
                what = f"the wards {names} overlap, and an incident there belongs to one only"
                refuse(source.files[-1], what, "Use the boundaries of one edition")


def _places(borough: Borough, outline: shapely.Geometry, account: Account) -> pd.DataFrame:
    frames = []
    for source in borough.of_kind("places"):
        for path in source.files:
            rows = pd.DataFrame(places.read(path, source)).assign(
                kind="place", vintage=source.vintage, current=True
            )
            _refuse_strays(rows, outline, path)
            account.add_whole(source, path, len(rows))
            frames.append(rows)
            together = pd.concat(frames)
            twice = together.loc[together["code"].duplicated(), "name"]
            if not twice.empty:
                refuse(path, f"the place {twice.iloc[0]} is given twice", "Keep one")
    return pd.concat(frames, ignore_index=True)[list(COLUMNS)] if frames else _nothing()


def _refuse_strays(rows: pd.DataFrame, outline: shapely.Geometry, path: Path) -> None:
    shapes = rows["geometry"].to_numpy(object)
    stray = rows.loc[~shapely.is_missing(shapes) & ~shapely.intersects(shapes, outline), "name"]
    if not stray.empty:
        refuse(
            path,
            f"the place {stray.iloc[0]} lies outside the current wards",
            "Correct its coordinates or leave it out",
        )


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMNS))
