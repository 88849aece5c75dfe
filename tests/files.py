"""Write small files of every form: workbooks, boundaries of all kinds, archives."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import openpyxl

Rows = Sequence[Sequence[object]]


def workbook(path: Path, **sheets: Rows) -> Path:
    """Write an XLSX file; names of sheets may have ``_`` for a space."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def packed(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, each in files.items():
            archive.writestr(name, each)
    return content.getvalue()


def frame(text: str) -> gpd.GeoDataFrame:
    """Return the features of a GeoJSON text."""
    return gpd.GeoDataFrame.from_features(json.loads(text)["features"], crs="EPSG:4326")


def geopackage(path: Path, shapes: gpd.GeoDataFrame, layer: str = "wards") -> Path:
    shapes.to_file(path, driver="GPKG", layer=layer)
    return path


def shapefile(path: Path, shapes: gpd.GeoDataFrame) -> Path:
    shapes.to_file(path, driver="ESRI Shapefile")
    return path


def shapefile_zip(path: Path, shapes: gpd.GeoDataFrame, names: Iterable[str] = ("wards",)) -> Path:
    folder = path.parent / f"{path.stem}-parts"
    folder.mkdir()
    for name in names:
        shapefile(folder / f"{name}.shp", shapes)
    return zipped(path, {f"boundaries/{each.name}": each.read_bytes() for each in folder.iterdir()})


def topojson(shapes: gpd.GeoDataFrame, name: str = "wards") -> str:
    """Return the shapes as TopoJSON: an arc for each ring."""
    arcs, geometries = [], []
    for row in shapes.to_dict("records"):
        geometry = row.pop("geometry")
        geometries.append({"type": "Polygon", "arcs": [[len(arcs)]], "properties": row})
        arcs.append([list(point) for point in geometry.exterior.coords])
    objects = {name: {"type": "GeometryCollection", "geometries": geometries}}
    return json.dumps({"type": "Topology", "arcs": arcs, "objects": objects})
