"""Open boundaries that are not GeoJSON with GDAL: GeoPackage, shapefile, TopoJSON."""

import warnings
from pathlib import Path

import geopandas as gpd
from pyproj import CRS

from data.build.errors import one_line, refuse
from data.build.forms import container
from data.build.forms.container import DOWNLOAD
from data.build.forms.form import Form
from data.build.forms.recognise import recognise

OPENED = (Form.GEOPACKAGE, Form.TOPOJSON, Form.SHAPEFILE, Form.SHAPEFILE_ZIP)
NEEDED = (".shx", ".dbf")
TOGETHER = "Keep the .shp, .shx, .dbf and .prj of a shapefile together"


def is_opened(path: Path) -> bool:
    """Return whether a file is of one of the forms that this module opens."""
    return recognise(path) in OPENED


def read(path: Path) -> gpd.GeoDataFrame:
    """Return the features of the layer that a path names, else of the only layer with shapes.

    ``crs`` is the coordinate system in the file, None if it names none.

    Raises:
        BadInput: it is damaged, a part of a shapefile is missing, or there are several layers.
    """
    file, part = container.split(path)
    form = recognise(file)
    source, layer = str(file), part
    if form is Form.SHAPEFILE:
        refuse_parts_missing(file, [file.suffix, *container.beside(file)])
    if form is Form.SHAPEFILE_ZIP:
        layer, source = "", f"/vsizip/{{{file.as_posix()}}}/{_shapefile_in(file, part)}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            layer = layer or _only_layer(file, source)
            shapes = gpd.read_file(source, layer=layer)
    except (OSError, RuntimeError, ValueError) as error:
        why = one_line(error).replace(str(file), file.name)
        refuse(path, f"it is {form.noun} that cannot be read ({why})", DOWNLOAD)
    if not isinstance(shapes, gpd.GeoDataFrame):
        refuse(path, f"the layer {layer} has no shapes", "Name a layer that has with part")
    return gpd.GeoDataFrame(shapes)


def layers(path: Path) -> list[str]:
    """Return the names of the layers with shapes in a file, or of the shapefiles in a zip.

    A damaged file has none: ``read`` says why.
    """
    if recognise(path) is Form.SHAPEFILE_ZIP:
        return [each for each in container.members(path) if each.lower().endswith(".shp")]
    try:
        listed = gpd.list_layers(path)
    except (OSError, RuntimeError, ValueError):
        return []
    return listed.loc[listed["geometry_type"].notna(), "name"].tolist()


def with_crs(shapes: gpd.GeoDataFrame, declared: CRS | None, otherwise: CRS) -> gpd.GeoDataFrame:
    """Return the features with ``crs`` set to ``declared``, else their own, else ``otherwise``.

    Coordinates are not changed.
    """
    crs = declared or shapes.crs or otherwise
    return gpd.GeoDataFrame(shapes.set_crs(crs, allow_override=True))


def refuse_parts_missing(file: Path, suffixes: list[str]) -> None:
    """Refuse a shapefile without its index or table.

    Raises:
        BadInput: one is missing.
    """
    for suffix in NEEDED:
        if suffix not in suffixes:
            name = Path(file.name).with_suffix(suffix)
            refuse(file, f"{name} is not beside it", TOGETHER)


def _only_layer(file: Path, source: str) -> str:
    listed = gpd.list_layers(source)
    names = listed.loc[listed["geometry_type"].notna(), "name"].tolist()
    return _one_of(file, names, "layer")


def _one_of(file: Path, names: list[str], what: str) -> str:
    if not names:
        refuse(file, f"it has no {what} with shapes", "Check that it is the right file")
    if len(names) > 1:
        do = f'Add part = "{names[0]}", for example, to this source'
        refuse(file, f"it has several {what}s: {', '.join(names)}", do)
    return names[0]


def _shapefile_in(file: Path, part: str) -> str:
    """Return the path of a shapefile inside a zip archive: ``part``, else the only one."""
    inside = container.members(file)
    shapefiles = [each for each in inside if each.lower().endswith(".shp")]
    named = [each for each in shapefiles if part in {each, Path(each).name, Path(each).stem}]
    found = _one_of(file, named if part else shapefiles, "shapefile")
    stem = found[: -len(".shp")].lower()
    refuse_parts_missing(
        file / found, [Path(each).suffix.lower() for each in inside if each.lower()[:-4] == stem]
    )
    return found
