"""Panels of the layers made of squares: density and significant clusters."""

from collections.abc import Sequence

from data.hotspots.results import (
    SURE,
    BandRow,
    ClusterRow,
    Clusters,
    Density,
    GroupRow,
    PeakRow,
)
from data.model.noun import Noun, either
from data.model.question import Question
from data.model.rows import rows
from geo.getis_ord import LEAST_INCIDENTS
from layouts.base import components, findings, tables, theme, words
from layouts.base.classes import Class
from layouts.base.panels import Panel
from layouts.base.tables import Table
from layouts.base.words import number
from layouts.maps.cell_maps import cell_map, on_paper
from layouts.pages.hotspots.layers import POPULATION

LEVELS = {
    99: Class(theme.SEQUENTIAL[4], "99% level"),
    95: Class(theme.SEQUENTIAL[3], "95% level"),
    90: Class(theme.SEQUENTIAL[1], "90% level"),
}
BESIDE = (0, 1, 2, 3, 4, 5)  # columns of the shorter table that fits beside a map
HALF = 0.5
WHOLE = 10  # incidents per km² from which a density has no decimals
SQUARE = Noun("square", "squares")
CLUSTER = Noun("cluster", "clusters")
HOW = (
    "The test is Gi* of Getis and Ord, with the exact chance of each square. Many squares are "
    "allowed for by the rule of Benjamini and Hochberg: of all marked 95% or 99%, on average at "
    "most one in twenty is expected to be a false alarm.",
)
NO_DATA = ("No data to map", f"{findings.NOT_HELD} A missing month is not zero.")


def density_panel(question: Question, layer: Density, height: int) -> Panel:
    """Return the map of density in bands, or the reason why there is none."""
    unit = "incidents per km²"
    bands = layer.bands.copy()
    bands["code"] = [f"b{index}" for index in range(len(bands))]
    fine = decimals([*bands["low"]])
    bands["name"] = [
        f"{number(row.low, fine)} to {number(row.high, fine)}" for row in rows(bands, BandRow)
    ]
    bands["card"] = [f"{each} {unit}" for each in bands["name"]]
    shades = theme.SEQUENTIAL[-max(len(bands), 1) :]
    classes = [Class(shade, name) for shade, name in zip(shades, bands["name"], strict=False)]
    peaks = layer.peaks
    # As in lists of points, coordinates are left out for types of tier B.
    columns = (0, 1, 2, 3, 4) if question.filters.points_may_be_shown else (0, 1, 2)
    if not question.is_covered:
        title, sentence = NO_DATA
    elif len(peaks):
        top = rows(peaks.head(1), PeakRow)[0]
        whole = f" in {question.domain.borough}" if question.filters.narrowed else ""
        title = f"Densest{whole}: around {top.name}"
        few = ""
        if layer.incidents < LEAST_INCIDENTS:
            title = f"Too few {question.incidents}{whole} to say where they are densest"
            few = f"Under {LEAST_INCIDENTS} a peak may be chance. "
        sentence = (
            f"{question.incident.count(layer.incidents)}; {density(top.density)} per km² at the "
            f"peak, around {top.name}. {few}The map has the whole borough, with a bandwidth of "
            f"{layer.bandwidth_m} m."
        )
    else:
        title, sentence = f"Too few {question.incidents} to draw a density", no_density(question)
    table = Table(
        caption=f"The densest spots for {question.incidents}, "
        f"{words.stretch(question.first, question.last)}",
        columns=("Spot", "Ward", "Per km²", "Longitude", "Latitude"),
        rows=[
            (row.name, row.ward, round(row.density, 1), round(row.lon, 4), round(row.lat, 4))
            for row in rows(peaks, PeakRow)
        ],
        text_columns=2,
        decimals_by_column={3: 4, 4: 4},
    )
    return Panel(
        title=title,
        sentence=sentence,
        figure=cell_map(
            question, bands, classes, range(len(bands)), height=height,
            note=f"Bandwidth {layer.bandwidth_m} m, squares of {layer.cell_m:.0f} m",
        ),
        print_map=on_paper(title, bands, classes, range(len(bands))),
        table=tables.brief(table, columns),
        legend=components.legend("Incidents per km²", classes, components.ring_key()),
    )  # fmt: skip


def density(value: float) -> str:
    """Return a density as text: with one decimal below ``WHOLE``."""
    return number(value, 0 if value >= WHOLE else 1)


def decimals(limits: Sequence[float]) -> int:
    """Return the fewest decimals that show these limits without rounding, at most 6."""
    return next((fine for fine in range(6) if all(round(x, fine) == x for x in limits)), 6)


def no_density(question: Question) -> str:
    """Return why no density is drawn: no incidents, or too few points of a protected type."""
    if question.filters.points_may_be_shown:
        return f"No {question.incidents} are recorded in these months."
    return (
        "For a type that is never shown as points, a spot is drawn only where incidents at three "
        "or more points add up."
    )


def clusters_panel(question: Question, clusters: Clusters, height: int) -> Panel:
    """Return the map of significant squares, or why none is found or could be tested."""
    cells = clusters.cells.copy()
    squares = rows(cells, ClusterRow)
    groups = rows(clusters.groups, GroupRow)
    group_of = {cell: each for each in groups if not each.abroad for cell in each.cells}
    cells["card"] = [_cluster_card(question, row, group_of.get(row.cell)) for row in squares]
    order = [level for level in LEVELS if (cells["level"] == level).any()]
    classes = [LEVELS[level] for level in order]
    placed = [order.index(each) for each in cells["level"]]
    size = f"{clusters.cell_m:.0f} m"
    title, sentence = _clusters_said(question, clusters, size)
    table = Table(
        caption=f"Squares with busier surroundings than by chance: {question.incidents}, "
        f"{words.stretch(question.first, question.last)}",
        columns=("Square", "Cluster around", "Level", "In the cluster", "In the square",
                 "With those beside", "More across the border", "Largest point, %",
                 "Gi*, z", "Gi*, q"),
        rows=[
            (row.name, group.name if group else None, LEVELS[row.level].label,
             group.n if group else None, row.n, row.around, row.across,
             None if row.top_share is None else round(100 * row.top_share),
             round(row.z, 2), round(row.q, 4))
            for row in squares
            for group in [group_of.get(row.cell)]
        ],
        text_columns=3,
        missing="–",
        decimals_by_column={8: 2, 9: 4},
    )  # fmt: skip
    return Panel(
        title=title,
        sentence=sentence,
        figure=cell_map(question, cells, classes, placed, height=height, note=f"Squares of {size}"),
        print_map=on_paper(title, cells, classes, placed),
        table=table,
        leading=tables.brief(table, BESIDE),
        legend=components.legend("Busier surroundings", classes, components.ring_key()),
        how=HOW,
    )


def _clusters_said(question: Question, clusters: Clusters, size: str) -> tuple[str, str]:
    """Return the title and the sentence; "Perhaps" if no square is significant at 95%."""
    few, tested = clusters.too_few, SQUARE.count(clusters.tested)
    if not question.is_covered:
        return NO_DATA
    if few:
        return f"Too few {question.incidents} to test for clusters", (
            f"{question.incident.count(few.incidents)} in {SQUARE.count(few.occupied)} of {size}: "
            f"a test needs {few.least_incidents} in {few.least_occupied}. The ranking beside it "
            "still holds."
        )
    found = rows(clusters.groups, GroupRow)
    groups = [each for each in found if not each.abroad]
    if not groups:
        border = " ".join(continued(question, each) for each in found)
        return (
            f"No cluster of {question.incidents} found",
            f"{tested} of {size} were tested. {border}".strip(),
        )
    perhaps = "" if clusters.is_sure else "Perhaps "
    here = [each for each in groups if each.touches]
    title = f"{perhaps}{CLUSTER.count(len(here))} of {question.incidents}"
    lead = "It is" if len(groups) == 1 else "The largest is"
    if question.filters.narrowed:
        reach = CLUSTER.count(len(here), ("reaches", "reach")) if here else "no cluster reaches"
        title = f"{perhaps}{reach} into {question.where}"
        lead = (
            f"The map has the whole borough, with {CLUSTER.count(len(groups))} of "
            f"{question.incidents}. {lead}"
        )
    sure = int((clusters.cells["level"] >= SURE).sum())
    said = [
        f"{lead} around {groups[0].name}: {cluster_words(question, groups[0])}.",
        f"{number(sure) if sure else 'None'} of {tested} of {size} "
        f"{either(max(sure, 1), 'is', 'are')} marked at 95% or more. {POPULATION}",
    ]
    edge = int(clusters.cells["edge"].sum())
    if edge:
        said.append(
            f"{SQUARE.count(edge)} marked {either(edge, 'lies', 'lie')} on the border: there is no "
            "data beyond it."
        )
    return title[0].upper() + title[1:], " ".join(said)


def continued(question: Question, row: GroupRow) -> str:
    """Return a sentence on a cluster with most of its incidents across the border."""
    return (
        f"Near {row.name} a cluster continues from across the border: "
        f"{question.incident.count(row.n)} here, {number(row.across)} across."
    )


def cluster_words(question: Question, row: GroupRow) -> str:
    """Return the incidents and the squares of a cluster."""
    return f"{question.incident.count(row.n)} in {ground(row)}"


def ground(row: GroupRow) -> str:
    """Return the squares of a cluster and, if it is named after a place, the place's own count."""
    own = "" if row.place_n is None else f"; the named place itself has {number(row.place_n)}"
    return f"{SQUARE.count(row.squares)}{own}"


def _cluster_card(question: Question, row: ClusterRow, group: GroupRow | None) -> str:
    """Return the text for a square on the map; ``group`` is its cluster, if it is in one."""
    lines = [f"<b>{row.name}</b>"]
    if group:
        lines = [f"<b>Cluster around {group.name}</b>", cluster_words(question, group), row.name]
    lines += [
        f"Busier surroundings: {LEVELS[row.level].label}",
        f"{question.incident.count(row.n)} in this square",
    ]
    if row.n > 1 and (row.top_share or 0) > HALF:
        lines.append("Over half of them at one point")
    lines.append(f"{question.incident.count(row.around)} with those beside it")
    if row.across:
        lines.append(f"{number(row.across)} more across the border (in the test, not in the count)")
    if row.edge:
        lines.append("On the border: there is no data across it")
    return "<br>".join(lines)
