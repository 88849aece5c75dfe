"""Measure the hotspot methods alone, on all incidents of a borough and of seventeen districts.

Exact Gi* is timed beside esda's with 999 permutations, in the same run.
"""

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control
from shapely.geometry.base import BaseGeometry

from bench.build import MONTHS, SHARED, WARDS
from bench.samples import middle
from data.demo import demo
from geo import areas, crs, getis_ord, grid, lifecycle
from geo.hotspots import METHODS, Settings
from geo.points import Points

EVERYWHERE = "boundaries/wards-2022/*.geojson"
FORCES = (MONTHS, "police-uk/hampshire/street/*.csv.gz", "police-uk/surrey/street/*.csv.gz")
NEAR_M = 1000
TIMES, PEER_TIMES = 9, 3
PERMUTATIONS = 999
QUARTERS, QUARTERS_OF_DATA = 40, 7
CLUSTERS_AIM_MS, DENSITY_AIM_MS, PAINT_AIM_MS, LIFE_AIM_MS = 150.0, 100.0, 500.0, 3000.0


@dataclass(frozen=True)
class Timed:
    """Milliseconds of one piece of work: the first time, and the median of the others."""

    area: str
    work: str
    cells: int
    incidents: int
    first_ms: float
    again_ms: float
    aim_ms: float | None = None


def measure(folder: Path) -> list[Timed]:
    """Measure the demonstration borough, or with real data Wokingham and seventeen districts."""
    if not SHARED.is_dir():
        toml = demo.write(folder / "hotspots")
        files = toml.parent.glob("street/*/*.csv")
        return list(_area("Demonstration", files, [toml.parent / "wards.geojson"], peer=True))
    return [
        *_area("Wokingham", SHARED.glob(MONTHS), [SHARED / WARDS], peer=True),
        *_area(
            "Seventeen districts",
            (path for each in FORCES for path in SHARED.glob(each)),
            SHARED.glob(EVERYWHERE),
            peer=False,
        ),
    ]


def _area(
    name: str, files: Iterator[Path], wards: Iterator[Path] | Sequence[Path], *, peer: bool
) -> Iterator[Timed]:
    points, area = _incidents(files, wards)
    grids: dict[float, grid.Grid] = {}

    def timed(
        work: str, squares: float, run: Callable[[], object], aim: float | None, times: int = TIMES
    ) -> Timed:
        first, *again = [_milliseconds(run) for _turn in range(times)]
        return Timed(name, work, len(grids[squares]), len(points), first, middle(again), aim)

    for cell_m in (100.0, 250.0):

        def prepare(cell_m: float = cell_m) -> None:
            grids[cell_m] = grid.squares(area, cell_m)

        yield timed(f"Grid of {cell_m:.0f} m", cell_m, prepare, None)
    for bandwidth in (400, 800):
        settings, fine = Settings(bandwidth_m=bandwidth), grids[100.0]
        aim = DENSITY_AIM_MS if peer else PAINT_AIM_MS
        yield timed(
            f"Density, {bandwidth} m",
            100.0,
            partial(METHODS["density"].score, points, fine, settings),
            aim,
        )
    squares = grids[250.0]
    aim = CLUSTERS_AIM_MS if peer else PAINT_AIM_MS
    yield timed(
        "Clusters, exact",
        250.0,
        partial(METHODS["clusters"].score, points, squares, Settings()),
        aim,
    )
    if peer:
        yield from _beside_esda(name, points, squares)
    else:
        yield timed(
            f"Life cycle, {QUARTERS} quarters",
            250.0,
            partial(lifecycle.life_cycles, _ten_years(points), squares),
            LIFE_AIM_MS,
            PEER_TIMES,
        )


def _ten_years(points: Points) -> list[Points]:
    """Return quarters sampled with replacement from all incidents, as many in each as are real."""
    rng = np.random.default_rng(0)
    near = (points.near_east, points.near_north)

    def sample(*axes: np.ndarray) -> list[np.ndarray]:
        chosen = rng.integers(0, len(axes[0]), len(axes[0]) // QUARTERS_OF_DATA)
        return [axis[chosen] for axis in axes]

    return [
        Points(*sample(points.east, points.north), *sample(*near)) for _quarter in range(QUARTERS)
    ]


def _beside_esda(name: str, points: Points, squares: grid.Grid) -> Iterator[Timed]:
    """Time the statistic alone on the same counts, ours and esda's in turn, once both have run."""
    import esda
    from libpysal.graph import Graph

    counts = squares.counts(points.east, points.north)
    pairs = squares.neighbours.tocoo()
    graph = Graph.from_arrays(pairs.row, pairs.col, np.ones(pairs.nnz))

    def theirs() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            esda.G_Local(
                counts.astype(float), graph, transform="B", star=True, permutations=PERMUTATIONS,
                seed=1,
            )  # fmt: skip

    def ours() -> None:
        getis_ord.z_scores(counts, squares.neighbours)
        false_discovery_control(getis_ord.p_values(counts, squares.neighbours))

    both = {"Gi* alone, exact": ours, f"Gi* of esda, {PERMUTATIONS} permutations": theirs}
    first = {work: _milliseconds(run) for work, run in both.items()}
    again: dict[str, list[float]] = {work: [] for work in both}
    for _turn in range(PEER_TIMES):
        for work, run in both.items():
            again[work].append(_milliseconds(run))
    for work in both:
        yield Timed(name, work, len(squares), len(points), first[work], middle(again[work]))


def _incidents(
    files: Iterator[Path], wards: Iterator[Path] | Sequence[Path]
) -> tuple[Points, BaseGeometry]:
    """Return all located incidents in the wards and 1 km around, and the wards' outline."""
    shapes = pd.concat([gpd.read_file(each) for each in wards])
    ground = crs.to_metres(
        gpd.GeoDataFrame(geometry=[areas.repaired(shapes)[0].union_all()], crs=crs.DEGREES)
    )
    rows = pd.concat([pd.read_csv(each, usecols=["Longitude", "Latitude"]) for each in files])
    lon, lat = (rows.dropna()[each].to_numpy() for each in ("Longitude", "Latitude"))
    east, north = crs.eastings_northings(lon, lat)
    near = areas.near(east, north, ground, NEAR_M)
    east, north = east[near], north[near]
    inside = areas.assign(east, north, ground) >= 0
    points = Points(east[inside], north[inside], east[~inside], north[~inside])
    return points, ground.geometry.iloc[0]


def _milliseconds(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return 1000 * (perf_counter() - start)
