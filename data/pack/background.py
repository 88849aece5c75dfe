"""The background map of a pack: roads, railways, rivers, water, green spaces and buildings."""

import gzip
import json

import geopandas as gpd
import shapely

from data.pack.cache import per_pack
from data.pack.pack import Pack
from geo import crs

PRECISION = 1e-5  # degrees, about a metre
COLUMNS = ("kind", "class", "name", "number")


@per_pack(1)
def _features(pack: Pack) -> gpd.GeoDataFrame:
    frame = pack.frame("map/features")
    shapes = gpd.GeoSeries.from_wkb([bytes(each) for each in frame["geometry"]], crs=crs.DEGREES)
    return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes)


@per_pack(1)
def features(pack: Pack) -> gpd.GeoDataFrame:
    """Return the background map in metres (EPSG:27700): kind, class, name, number, geometry."""
    return crs.to_metres(_features(pack))


@per_pack(1)
def credit(pack: Pack) -> str:
    """Return the attributions of the background map, joined by "; "; empty without a map."""
    return "; ".join(pack.frame("map/credits")["attribution"])


@per_pack(1)
def compressed(pack: Pack) -> bytes:
    """Return the background map as GeoJSON in EPSG:4326, compressed by gzip."""
    shown = _features(pack)
    shapes = shapely.set_precision(shown.geometry.to_numpy(), PRECISION, mode="pointwise")
    rows: list[tuple] = [*shown[[*COLUMNS]].itertuples(index=False, name=None)]
    found = [
        {
            "type": "Feature",
            "properties": {key: value for key, value in zip(COLUMNS, row, strict=True) if value},
            "geometry": shapely.geometry.mapping(shape),
        }
        for row, shape in zip(rows, shapes, strict=True)
    ]
    document = {"type": "FeatureCollection", "features": found}
    return gzip.compress(json.dumps(document, separators=(",", ":")).encode(), 9, mtime=0)
