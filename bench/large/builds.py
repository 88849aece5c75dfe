"""Measure builds of millions of street rows beside DuckDB's bare load of the same files."""

import gzip
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import duckdb

from bench.large import served
from bench.large.served import Served
from bench.samples import middle
from data.model import months

SHARED = Path(__file__).parents[3] / "shared" / "data"
FORCES = ("thames-valley", "hampshire", "surrey")
WARDS = "boundaries/wards-2022"
ROWS_A_MONTH = 41_100
MOST_MONTHS = 120
FIRST = months.parse("2010-01")
SPARE = 3  # bytes of disk needed for each byte of CSV
BYTES_A_ROW = 220
TIMES, MANY = 3, 10_000_000  # so many rows are built once
LOAD = "CREATE TABLE raw AS FROM read_csv($paths, all_varchar = true)"
SOURCE = """
[[source]]
kind = "{kind}"
path = "{path}"
{more}
vintage = "2023-01"
licence = "OGL v3.0"
access = "open"
"""


@dataclass(frozen=True)
class Large:
    """A build of so many rows: median seconds of both, peak memory, and the pack and its server."""

    rows: int
    bare: float
    build: float
    peak_mb: float
    pack_mb: float
    served: Served


def measure(rows: int, times: int = TIMES) -> Large | None:
    """Measure one size; nothing without the real files or room on the disk."""
    if not SHARED.is_dir():
        return None
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if shutil.disk_usage(work).free < SPARE * BYTES_A_ROW * rows:
            return None
        (work / "street").mkdir()
        written = generate(work / "street", rows)
        toml = _toml(work)
        bare, built = [], []
        for _turn in range(times + 1):  # the first warms the disk's cache
            bare.append(_seconds_bare(work))
            built.append(_seconds_build(toml, work / "packs"))
        pack = next((work / "packs").glob("*.duckdb"))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        size = pack.stat().st_size / 1e6
        on_pack = served.measure(work / "packs")
        return Large(written, middle(bare[1:]), middle(built[1:]), peak, size, on_pack)


def generate(folder: Path, rows: int) -> int:
    """Write files of one month and force each, about ``rows`` in all; return how many.

    Months are those of the real files in turn; Crime IDs are made different.
    """
    assert FIRST
    count = max(1, min(MOST_MONTHS, round(rows / ROWS_A_MONTH)))
    copies = max(1, round(rows / (count * ROWS_A_MONTH)))
    written = 0
    for force in FORCES:
        files = sorted(SHARED.glob(f"police-uk/{force}/street/*.csv.gz"))
        real = [(each.name[:7].encode(), gzip.decompress(each.read_bytes())) for each in files]
        for turn in range(count):
            month = months.spell(months.shift(FIRST, turn))
            with (folder / f"{month}-{force}-street.csv").open("wb") as out:
                for copy in range(copies):
                    was, content = real[(turn + copy) % len(real)]
                    header, _, body = content.partition(b"\n")
                    out.write(b"" if copy else header + b"\n")
                    body = body.replace(b"," + was + b",", f",{month},".encode())
                    new = f"{turn * copies + copy:08x}".encode()
                    out.write(re.sub(rb"(?m)^[0-9a-f]{8}", new, body))
                    written += body.count(b"\n")
    return written


def _toml(work: Path) -> Path:
    wards = SHARED / WARDS
    codes = ", ".join(f'"{each.stem}"' for each in sorted(wards.glob("*.geojson")))
    sources = SOURCE.format(kind="street", path="street/*.csv", more='role = "primary"')
    sources += SOURCE.format(kind="wards", path=f"{wards}/*.geojson", more="current = true")
    toml = work / "large.toml"
    toml.write_text(f'[borough]\nname = "Large"\ncodes = [{codes}]\n{sources}', encoding="utf-8")
    return toml


def _seconds_bare(work: Path) -> float:
    paths = [str(each) for each in sorted((work / "street").glob("*.csv"))]
    file = work / "bare.duckdb"
    start = perf_counter()
    with duckdb.connect(str(file), config={"threads": 2}) as connection:
        connection.execute(LOAD, {"paths": paths})
        connection.execute("CHECKPOINT")
    seconds = perf_counter() - start
    file.unlink()
    return seconds


def _seconds_build(toml: Path, out: Path) -> float:
    """Build in a process of its own, whose memory is measured apart from this one's."""
    shutil.rmtree(out, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "dashboard",
        "build",
        "--sources",
        str(toml),
        "--out",
        str(out),
    ]
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start
