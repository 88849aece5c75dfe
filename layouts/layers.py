"""The layers of the hotspot map: one choice, and for each what it shows in one plain sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dash import html

from data.domain import WARDS
from data.question import Question
from data.view import VIEW_CHOICES
from layouts.glossary import abbreviated
from layouts.panels import Panel

POINTS, AREAS, DENSITY, CLUSTERS, LIFE = VIEW_CHOICES["layer"]
MEASURED = (POINTS, AREAS)  # the layers that show the chosen measure
ANCHORS = (
    "Police plot incidents at a fixed list of points near by, so this shows where those points "
    "gather."
)


@dataclass(frozen=True)
class Layer:
    """One layer: what its link says, and the sentence under its map."""

    label: str
    explanation: str


LAYERS: Mapping[str, Layer] = {
    POINTS: Layer(
        "Street points",
        "Circles are points near which the police plotted incidents; their area is the count.",
    ),
    AREAS: Layer(
        "Areas",
        "Colours stand for classes of about equally many areas. Grey is too few to say, or a "
        "change that chance explains.",
    ),
    DENSITY: Layer(
        "Density",
        "Incidents per square kilometre, near ones counting most and those beyond the bandwidth "
        f"not at all. {ANCHORS}",
    ),
    CLUSTERS: Layer(
        "Clusters",
        "Squares with more incidents beside them than chance would put there (Gi*), allowing for "
        f"how many squares were tested. One busy square alone is no cluster. {ANCHORS}",
    ),
    LIFE: Layer(
        "Life cycle",
        "Squares that were significant clusters in some quarter: persistent (nearly always), "
        "emerging (only of late), intermittent (on and off), former (no longer).",
    ),
}


def layer_links(question: Question) -> list[Any]:
    """The layers as links, one for each edition of areas; the present one is marked."""
    view = question.view
    links = []
    for layer, about in LAYERS.items():
        if layer != AREAS:
            links.append(_link(question, about.label, layer == view.layer, layer=layer))
            continue
        for edition in question.domain.editions:
            label = "Wards" if edition.id == WARDS.id else edition.label
            here = view.layer == AREAS and view.edition == edition.id
            links.append(_link(question, label, here, layer=AREAS, edition=edition.id))
    return links


def _link(question: Question, label: str, here: bool, **view: str) -> html.A:
    plain = {"edition": WARDS.id, **view}
    href = question.query(view=replace(question.view, **plain)) or "?"
    return html.A(
        abbreviated(label), href=href, **{"data-link": "", "aria-current": "true" if here else None}
    )


def explained(question: Question, panel: Panel) -> Panel:
    """The panel of the chosen layer with what it shows in one sentence under the map."""
    said = html.P(LAYERS[question.view.layer].explanation, className="explanation")
    return replace(panel, legend=[*panel.legend, said])
