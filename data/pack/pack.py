"""An open pack: read-only, locked, and queried only with the SQL of ``data/pack/sql``."""

from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property, partial
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pandas as pd

from data.model.disclosure import Audience, Disclosure, Rule
from data.model.domain import WARDS, Area, Domain, Edition
from data.model.gaps import Gap, Gaps
from data.model.meetings.agendas import SavedView, agendas
from data.model.query_rows import EditionRow, NoteRow, PlaceRow
from data.model.rows import rows
from data.model.slugs import slug
from data.pack import publish, streets
from data.pack.cache import PackCache, per_pack
from geo import areas, crs

# DuckDB keeps what it has used: without a limit, the counts of a large pack leave 500 MB. To read
# them it needs about twice the size of the pack.
LEAST_MB, TIMES_THE_PACK = 512, 3.5
LOCKED: Any = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "memory_limit": f"{LEAST_MB}MB",
}
BUILD_AGAIN = "build it again with csp-dashboard build"


class NoPack(Exception):
    """There is no usable pack; the message says which command builds one."""


def _unopened(path: Path, error: duckdb.Error) -> str:
    """Return why a pack cannot be opened: the system's reason, a lock, or that it is no pack."""
    try:
        path.open("rb").close()
    except OSError as reason:
        return f"{path} cannot be read ({reason.strerror}); {BUILD_AGAIN}"
    if "lock" in str(error):
        return f"{path} is locked by another program, or its file system has no locks; close it"
    return f"{path} is not a pack that can be opened; {BUILD_AGAIN}"


def locked(path: Path) -> dict[str, Any]:
    """Return how a pack is opened: nothing can be changed, and memory grows with its size only."""
    size = path.stat().st_size if path.exists() else 0
    most = max(LEAST_MB, round(TIMES_THE_PACK * size / 1e6))
    return {**LOCKED, "memory_limit": f"{most}MB"}


class Pack:
    """One immutable pack, safe to share between threads: each query uses its own cursor."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.answers = PackCache()
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=locked(path))
        except duckdb.Error as error:
            raise NoPack(_unopened(path, error)) from None
        schema = self._schema_version()
        if schema != publish.SCHEMA_VERSION:
            self.close()
            raise NoPack(
                f"{path} was built by another version (its schema is {schema}, this one reads "
                f"{publish.SCHEMA_VERSION}); {BUILD_AGAIN}"
            )

    def verify(self) -> None:
        """Check that the file is complete and that its domain can be read.

        Raises:
            NoPack: it is truncated or damaged.
        """
        try:
            whole = int(self.frame("pack/size")["bytes"].iloc[0]) <= self.path.stat().st_size
            _read = self.domain
        except (duckdb.Error, OSError):
            whole = False
        if not whole:
            raise NoPack(f"{self.path} is damaged or was cut short; {BUILD_AGAIN}")

    def _schema_version(self) -> int | None:
        try:
            return int(self.frame("pack/borough")["schema_version"].iloc[0])
        except (duckdb.Error, IndexError, KeyError, TypeError):
            return None

    def frame(self, query: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return the result of the query ``sql/<query>.sql``, with bound parameters."""
        with self._connection.cursor() as cursor:
            return cursor.execute(statement(query), parameters or {}).df()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def problems(self) -> list[str]:
        """Return what is wrong with the pack, a sentence each; empty if it passes every check."""
        return self.frame("pack/problems")["problem"].tolist()

    @cached_property
    def notices(self) -> list[str]:
        """The sentences of the build on what a reader of the numbers has to know."""
        return self.frame("pack/notices")["text"].tolist()

    @property
    def version(self) -> str:
        """The version: twelve hexadecimal digits, a hash of sources, settings and schema."""
        return self.domain.version

    @property
    def audience(self) -> Audience:
        """The audience that the pack was built for."""
        return self.domain.audience

    @cached_property
    def holds_nearby(self) -> bool:
        """Whether incidents just outside the borough were loaded; if not, they are unknown."""
        return bool(self.frame("pack/borough")["holds_nearby"].iloc[0])

    @cached_property
    def domain(self) -> Domain:
        """The domain: months, areas, editions, agendas and disclosure rules."""
        about = self.frame("pack/borough").iloc[0]
        calendar = self.frame("pack/calendar")
        months: list[date] = [each.date() for each in calendar["month"]]
        area = self.frame("areas/areas")
        where = {}
        for kind in ("ward", "place"):
            middle = areas.centres(self.shapes(kind))
            boxes = self.shapes(kind).bounds.itertuples(index=False, name=None)
            for code, point, box in zip(middle["code"], middle.geometry, boxes, strict=True):
                where[kind, code] = ((point.x, point.y), box)
        return Domain(
            borough=about["name"],
            partnership=about["partnership"],
            demonstration=bool(about["demonstration"]),
            schematic=bool((area["boundary"] == "schematic").any()),
            version=about["version"],
            months=tuple(months),
            covered=frozenset(
                month
                for month, is_covered in zip(months, calendar["covered"], strict=True)
                if is_covered
            ),
            areas=tuple(
                Area(row.slug, row.code, row.kind, row.name, *where[row.kind, row.code])
                for row in rows(area, PlaceRow)
                if row.located
            ),
            extent=tuple(self.shapes("ward").total_bounds.tolist()),
            asb_categories=bool(about["asb_categories"]),
            gaps=self._gaps(),
            editions=self._editions(),
            holds=frozenset(about["holds"]),
            notes=tuple(rows(self.frame("incidents/annotations"), NoteRow)),
            agendas=agendas(
                (agenda, SavedView(*view))
                for agenda, *view in self.frame("pack/saved_views").to_numpy().tolist()
            ),
            # Of frames, not of the pack: caches hold domains longer than packs are open.
            streets=streets.Streets(
                partial(
                    streets.named,
                    self.frame("map/street_points"),
                    self.frame("map/street_lines"),
                    self.shapes("ward"),
                )
            ),
            contact=about["contact"],
            audience=about["audience"],
            disclosure=self._disclosure(about["signed_off"]),
        )

    def _gaps(self) -> Gaps:
        found = tuple(
            Gap(row["month"].date(), row["force"], row["crime_type"], bool(row["primary"]))
            for row in self.frame("pack/gaps").to_dict("records")
        )
        if not found:
            return Gaps()
        usual = self.frame("pack/usual").to_numpy().tolist()
        return Gaps(found, tuple((force, kind, float(n)) for force, kind, n in usual))

    def _disclosure(self, signed_off: str) -> Disclosure:
        rules = tuple(
            (audience, tier, Rule(*rule))
            for audience, tier, *rule in self.frame("pack/disclosure").to_numpy().tolist()
        )
        return Disclosure(rules, signed_off)

    def _editions(self) -> tuple[Edition, ...]:
        """Return the editions that a map can show, the current wards first."""
        return tuple(
            Edition(
                id=WARDS.id if row.is_wards else slug(f"{row.kind} {row.vintage}"),
                kind=row.kind,
                vintage=row.vintage,
                current=row.is_wards,
                label=f"{'Wards' if row.kind == 'ward' else 'LSOAs'} {row.vintage}",
            )
            for row in rows(self.frame("pack/editions"), EditionRow)
        )

    def edition(self, edition: Edition) -> gpd.GeoDataFrame:
        """Return the areas of one edition in EPSG:4326: code, slug, name, radius_m, confidence."""
        return _shapes(self, edition.kind, edition.vintage).copy(deep=False)

    def shapes(self, kind: str) -> gpd.GeoDataFrame:
        """Return the current areas of one kind in EPSG:4326, with the same columns."""
        return _shapes(self, kind, None).copy(deep=False)


@per_pack(16)
def _shapes(pack: Pack, kind: str, vintage: str | None) -> gpd.GeoDataFrame:
    """Cached, because all maps use the same few shapes."""
    frame = pack.frame("areas/shapes", {"kind": kind, "vintage": vintage})
    shapes = gpd.GeoSeries.from_wkb([bytes(each) for each in frame["geometry"]], crs=crs.DEGREES)
    return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes)


@cache
def statement(query: str) -> str:
    """Return the text of ``sql/<query>.sql``, such as ``areas/by_area``."""
    return resources.files("data").joinpath(f"pack/sql/{query}.sql").read_text("utf-8")
