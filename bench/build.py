"""Measure rows per second of whole builds."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.samples import middle
from data.build import build, config
from data.demo import demo

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
    """One set of sources: street rows, and the median seconds to build them."""

    name: str
    files: int
    rows: int
    whole: float


def measure(folder: Path) -> list[Built]:
    """Measure the demonstration set, whose pack stays in ``folder``/packs, and any real months."""
    built = [_measured("demonstration set", demo.write(folder / "demo"), folder / "packs")]
    files = sorted(SHARED.glob(MONTHS))
    if files:
        real = folder / "real"
        (real / "street").mkdir(parents=True)
        for file in files:
            (real / "street" / file.name).symlink_to(file)
        (real / "wards.geojson").symlink_to(SHARED / WARDS)
        toml = real / "wokingham.toml"
        toml.write_text(TOML, encoding="utf-8")
        built.append(_measured(f"Thames Valley, {len(files)} months", toml, real / "packs"))
    return built


def seventeen(folder: Path) -> None:
    """Build seventeen districts into ``folder``/seventeen, if the real files are present."""
    if SHARED.is_dir():
        build.build(config.read(DISTRICTS), folder / "seventeen")


def _measured(name: str, toml: Path, out: Path) -> Built:
    described = config.read(toml)
    files = [path for source in described.of_kind("street") for path in source.files]
    wholes = []
    for _turn in range(TIMES):
        with tempfile.TemporaryDirectory() as elsewhere:
            start = perf_counter()
            build.build(described, Path(elsewhere))
            wholes.append(perf_counter() - start)
    account = build.build(described, out).account
    rows = int(account.loc[account["kind"] == "street", "rows_read"].sum())
    return Built(name, len(files), rows, middle(wholes))
