"""Recognise files of the background map by their columns and shapes, without reading all rows."""

from pathlib import Path
from typing import Any

import pyogrio

from data.build.forms.form import Form
from data.build.inspection.finding import Finding
from data.build.readers.map_features import COLUMNS, KINDS

# Columns that only OS Open Roads and Geofabrik's extracts have.
SIGNS = {"fclass", "road_function", "road_classification"}
LINE = "LineString"


def inspect(path: Path, form: Form) -> Finding | None:
    """Return what a file of the background map holds; None for any other file.

    Of several layers that fit, the one named after roads is proposed, else the first.
    """
    try:
        layers = [name for name, shape in pyogrio.list_layers(path).tolist() if shape]
        about = {name: pyogrio.read_info(path, layer=name) for name in layers}
    except (RuntimeError, ValueError, OSError):
        return None  # another reader says what is wrong
    fitting = [name for name in layers if _is_background(about[name])]
    if not fitting:
        return None
    layer = next((name for name in fitting if KINDS["roads"].layer in name.lower()), fitting[0])
    shows = next((each for each, kind in KINDS.items() if kind.layer in layer.lower()), "roads")
    fields = [str(each) for each in about[layer]["fields"]]
    used = {name for names in COLUMNS.values() for name in names}
    source: dict[str, Any] = {"shows": shows} | ({"layer": layer} if len(layers) > 1 else {})
    notes = ["The build would draw them under the maps, clipped to the borough and 1 km around it"]
    if len(layers) > 1:
        notes.append(f"It has the layers {', '.join(layers)}: each needs a source of its own")
    return Finding(
        (path,),
        form.noun,
        "streets",
        rows=max(0, int(about[layer]["features"])),
        recognised=tuple(each for each in fields if each.lower() in used),
        others=tuple(each for each in fields if each.lower() not in used),
        crs=about[layer]["crs"] or "none named",
        notes=tuple(notes),
        source=source,
    )


def _is_background(about: dict[str, Any]) -> bool:
    fields = {str(each).lower() for each in about["fields"]}
    return bool(SIGNS & fields) or LINE in str(about["geometry_type"])
