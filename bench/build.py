"""Rows per second: reading street files alone, and whole builds."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.samples import middle
from data import borough, build, demo
from data.readers import street

SHARED = Path(__file__).parents[2] / "shared" / "data"
MONTHS = "police-uk/thames-valley/street/*.csv.gz"
WARDS = "boundaries/wards-2022/E06000041.geojson"
DISTRICTS = Path(__file__).parents[1] / "tests" / "real" / "seventeen.toml"
TIMES = 3
TOML = """\
[borough]
name = "Wokingham"
codes = ["E06000041"]

[[source]]
kind = "street"
path = "street/*.csv.gz"
vintage = "2022-11"
licence = "OGL v3.0"
access = "open"

[[source]]
kind = "wards"
path = "wards.geojson"
current = true
vintage = "2022"
licence = "OGL v3.0"
access = "open"
"""


@dataclass(frozen=True)
class Built:
    """One set of sources: street rows, and the median seconds to read and to build them."""

    name: str
    files: int
    rows: int
    read: float
    whole: float


def measure(folder: Path) -> list[Built]:
    """The demonstration set, whose pack stays in ``folder``/packs, and real months if present."""
    found = [_measured("demonstration set", demo.write(folder / "demo"), folder / "packs")]
    files = sorted(SHARED.glob(MONTHS))
    if files:
        room = folder / "real"
        (room / "street").mkdir(parents=True)
        for file in files:
            (room / "street" / file.name).symlink_to(file)
        (room / "wards.geojson").symlink_to(SHARED / WARDS)
        toml = room / "wokingham.toml"
        toml.write_text(TOML, encoding="utf-8")
        found.append(_measured(f"Thames Valley, {len(files)} months", toml, room / "packs"))
    return found


def seventeen(folder: Path) -> None:
    """Build seventeen districts into ``folder``/seventeen, where the real files are present."""
    if SHARED.is_dir():
        build.build(borough.read(DISTRICTS), folder / "seventeen")


def _measured(name: str, toml: Path, out: Path) -> Built:
    described = borough.read(toml)
    files = [path for source in described.of_kind("street") for path in source.files]
    rows, reads, wholes = 0, [], []
    for _turn in range(TIMES):
        start = perf_counter()
        rows = sum(len(street.read(path)) for path in files)
        reads.append(perf_counter() - start)
        with tempfile.TemporaryDirectory() as elsewhere:
            start = perf_counter()
            build.build(described, Path(elsewhere))
            wholes.append(perf_counter() - start)
    build.build(described, out)
    return Built(name, len(files), rows, middle(reads), middle(wholes))
