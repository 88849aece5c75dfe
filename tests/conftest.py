"""A small borough written by hand, and packs that the production code builds from it."""

import csv
import gzip
import io
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dashboard.command_line import main
from data.build import build, config
from data.demo import demo
from data.model.disclosure import Audience
from data.pack.pack import Pack
from data.pack.packs import Packs
from tests.shared_folders import shared

# Fixtures that build packs, too slow for `make check`.
BUILT = {"small", "small_packs", "gap_packs", "demo_packs"}
COLUMNS = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
)  # fmt: skip
FORCE = "Test Constabulary"
# Two wards side by side, each about 2 km square: west, south, east, north.
WARDS = {
    ("E05000001", "Alder"): (-0.90, 51.40, -0.87, 51.42),
    ("E05000002", "Birch"): (-0.87, 51.40, -0.84, 51.42),
}
ALDER, BIRCH = (-0.885, 51.41), (-0.855, 51.41)
NEARBY, FAR = (-0.885, 51.424), (-0.885, 51.60)  # 450 m and 20 km north of the wards


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests that build or query a pack as slow."""
    for item in items:
        if BUILT & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a file by its size: packed ones hold the time, and xdist compares names."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


def square(west: float, south: float, east: float, north: float) -> dict:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def features(shapes: Iterable[tuple[dict, dict]], **more: object) -> str:
    """A GeoJSON file of properties and geometries."""
    return json.dumps(
        {
            "type": "FeatureCollection",
            **more,
            "features": [
                {"type": "Feature", "properties": properties, "geometry": geometry}
                for properties, geometry in shapes
            ],
        }
    )


@dataclass
class Small:
    """A borough of two wards in a folder; tests may replace each file before it is built."""

    folder: Path
    ids: int = field(default=0)

    @property
    def toml(self) -> Path:
        return self.folder / "small.toml"

    def row(self, at: tuple[float, float] | None = ALDER, **cells: str) -> dict[str, str]:
        """Return a row of a street file: a burglary in Alder in January 2022 by default."""
        self.ids += 1
        lon, lat = (f"{at[0]:.6f}", f"{at[1]:.6f}") if at else ("", "")
        plain = {
            "Crime ID": f"{self.ids:064x}", "Month": "2022-01", "Reported by": FORCE,
            "Falls within": FORCE, "Longitude": lon, "Latitude": lat,
            "Location": "On or near Mill Lane", "LSOA code": "E01000001", "LSOA name": "Small 001A",
            "Crime type": "Burglary", "Last outcome category": "Under investigation",
            "Context": "",
        }  # fmt: skip
        return {**plain, **cells}

    def asb(self, at: tuple[float, float] | None = ALDER, **cells: str) -> dict[str, str]:
        """One row of anti-social behaviour: no Crime ID, no outcome."""
        bare = {"Crime ID": "", "Crime type": "Anti-social behaviour", "Last outcome category": ""}
        return self.row(at, **{**bare, **cells})

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def street(self, name: str, rows: Iterable[dict[str, str]], *, newline: str = "\r\n") -> Path:
        """Write a street file, compressed if its name ends in .gz."""
        rows = list(rows)
        columns = [*COLUMNS, *(each for each in rows[0] if each not in COLUMNS)]
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, lineterminator=newline)
        writer.writeheader()
        writer.writerows(rows)
        raw = text.getvalue().encode()
        return self.write(name, gzip.compress(raw) if name.endswith(".gz") else raw)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that must be in a file."""
        text = (self.folder / name).read_bytes().decode()
        assert old in text
        self.write(name, text.replace(old, new))

    def add_source(self, kind: str, path: str, **more: str) -> None:
        """Add a source to the TOML; values are written as they are given."""
        said = {
            "kind": f'"{kind}"', "path": f'"{path}"', "licence": '"OGL"', "vintage": '"2022-03"',
            "access": '"open"', **more,
        }  # fmt: skip
        lines = "".join(f"{key} = {value}\n" for key, value in said.items())
        self.write("small.toml", f"{self.toml.read_text()}\n[[source]]\n{lines}")

    def build(self, out: Path | None = None, audience: Audience = "public") -> Pack:
        """Build the pack of this borough with the production code, in a folder by audience."""
        home = out or self.folder / ("packs" if audience == "public" else "partner-packs")
        report = build.build(config.read(self.toml), home, audience=audience)
        return Pack(report.path)


def write_small(folder: Path) -> Small:
    """Write the borough with valid files."""
    small = Small(folder)
    small.write("small.toml", '[borough]\nname = "Small"\ncodes = ["E06000001"]\n')
    for month in ("2022-01", "2022-02"):
        rows = [
            *(small.row(at, Month=month) for at in (ALDER, ALDER, BIRCH, NEARBY, FAR, None)),
            *(small.asb(ALDER, Month=month) for _ in range(3)),
            small.row(BIRCH, **{"Month": month, "Crime type": "Drugs"}),
            *(small.row(FAR, Month=month) for _ in range(60)),
        ]
        small.street(f"street/{month}/{month}-test-street.csv", rows)
    small.write(
        "wards.geojson",
        features(
            ({"WD22CD": code, "WD22NM": name, "LAD22CD": "E06000001"}, square(*box))
            for (code, name), box in WARDS.items()
        ),
    )
    small.write("people.csv", 'code,people\nE05000001,4000\nE05000002,"2,500"\n')
    small.write(
        "places.csv",
        "name,lon,lat,radius_m,confidence,note\n"
        "Mill Estate,-0.885,51.41,300,high,\nNowhere Yet,,,,none,Not located\n",
    )
    small.write(
        "annual.csv",
        "table,measure,2020/21,2021/22,published_change,published_pct_change\n"
        "crime,All crime,30,33,3,10.0\ncrime,Burglary,10,11,1,10.0\ncrime,Other,20,22,2,10.0\n",
    )
    small.write(
        "checks.csv",
        "check,relation,table,measure,terms,note\n"
        "All,sum,crime,All crime,crime::Burglary; crime::Other,They add up.\n",
    )
    small.write(
        "marac.csv",
        "period_start,period_end,cases,repeat_cases,children,source,definition_version\n"
        "2020-04-01,2021-03-31,40,10,50,Report,safelives\n"
        "2021-04-01,2022-03-31,44,11,,Report,safelives\n",
    )
    small.write("notes.csv", "first_month,last_month,text,series\n2022-01,2022-02,Snow,all\n")
    small.add_source("street", "street/**/*-street.csv*", name='"Test police"', role='"primary"')
    small.add_source("wards", "wards.geojson", vintage='"2022"', current="true")
    small.add_source(
        "population", "people.csv", vintage='"mid-2020"', value_column='"people"', of='"ward"'
    )
    small.add_source("places", "places.csv")
    small.add_source("annual", "annual.csv", report='"Report"', access='"published"')
    small.add_source("checks", "checks.csv", access='"published"')
    small.add_source("marac", "marac.csv", access='"published"')
    small.add_source("annotations", "notes.csv")
    return small


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return write_small(tmp_path / "small")


@pytest.fixture
def bare(small: Small) -> Small:
    """The small borough with street files and wards alone, which is built in less time."""
    small.write("small.toml", '[borough]\nname = "Small"\ncodes = ["E06000001"]\n')
    small.add_source("street", "street/**/*-street.csv*", name='"Test police"', role='"primary"')
    small.add_source("wards", "wards.geojson", vintage='"2022"', current="true")
    return small


@pytest.fixture(scope="session")
def small_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pack of the small borough to copy; build nothing in it."""
    return (
        shared(tmp_path_factory, "small", lambda folder: write_small(folder).build().close())
        / "packs"
    )


@pytest.fixture(scope="session")
def small_pack(small_packs: Path) -> Pack:
    return Packs(small_packs).current()


@pytest.fixture
def built_before(small: Small, small_packs: Path) -> Path:
    """The folder for packs of the small borough, with the pack of its files as they are."""
    return shutil.copytree(small_packs, small.folder / "packs")


@pytest.fixture(scope="session")
def demo_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration's source files, to read only."""
    return shared(tmp_path_factory, "demo/sources", demo.write)


@pytest.fixture(scope="session")
def demo_packs(tmp_path_factory: pytest.TempPathFactory, demo_sources: Path) -> Path:
    """A folder with the pack of the demonstration set, built once by the production code."""
    toml = demo_sources / "borough.toml"
    return shared(
        tmp_path_factory, "demo/packs", lambda folder: build.build(config.read(toml), folder)
    )


@pytest.fixture(scope="session")
def demo_open(demo_packs: Path) -> Packs:
    """The packs of the demonstration, open as in a server: what one test asks is cached for all."""
    return Packs(demo_packs)


@pytest.fixture(scope="session")
def demo_pack(demo_open: Packs) -> Pack:
    return demo_open.current()


@pytest.fixture
def refused(
    small: Small, built_before: Path, small_packs: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[], str]:
    """Build the small borough by the command line, which must refuse it; return the line it prints.

    The pack that was current before must still be so, whole, with nothing beside it.
    """
    out = built_before
    before = (out / "current").read_bytes()

    def build_badly() -> str:
        code = main(["build", "--sources", str(small.toml), "--out", str(out)])
        printed, error = capsys.readouterr()
        assert code == 1
        assert printed == ""
        assert error.count("\n") == 1
        assert error.endswith(".\n")
        assert str(small.folder) not in error.replace(str(small.toml), "")
        assert (out / "current").read_bytes() == before
        assert len([*out.iterdir()]) == len([*small_packs.iterdir()])
        assert not Packs(out).current().problems()
        return error

    return build_badly
