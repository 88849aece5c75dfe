"""An open pack: read-only, and queried only with the SQL of ``data/pack/sql``."""

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

# DuckDB keeps the memory that it has used: without a limit, counting a large pack leaves 500 MB of
# it in use. Counting needs about twice the size of the pack; the rest is for other queries.
LEAST_MB, TIMES_THE_PACK = 512, 3.5
SETTINGS: Any = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "memory_limit": f"{LEAST_MB}MB",
}
BUILD_AGAIN = "build it again with csp-dashboard build"
NO_LOCK = "Could not set lock on file"  # in DuckDB's error


class NoPack(Exception):
    """There is no usable pack: ``what`` is wrong, and what to ``do``."""

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(f"{what}; {do}" if do else what)
        self.what, self.do = what, do


def _unopened(path: Path, error: duckdb.Error) -> NoPack:
    """Return the error of a file that cannot be opened as a pack."""
    try:
        path.open("rb").close()
    except OSError as reason:
        return NoPack(f"{path} cannot be read ({reason.strerror})", BUILD_AGAIN)
    if NO_LOCK in str(error):
        return NoPack(
            f"{path} is locked by another program, or its file system has no locks",
            "close that program, or copy the pack to a disk of this computer",
        )
    return NoPack(f"{path} is not a pack that can be opened", BUILD_AGAIN)


def settings(path: Path) -> dict[str, Any]:
    """Return DuckDB's settings for a pack: no access to other files, memory by the pack's size."""
    size = path.stat().st_size if path.exists() else 0
    most = max(LEAST_MB, round(TIMES_THE_PACK * size / 1e6))
    return {**SETTINGS, "memory_limit": f"{most}MB"}


class Pack:
    """One immutable pack, safe to share between threads: each query uses its own cursor.

    Raises:
        NoPack: the file cannot be opened, is no pack, or has another schema version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.answers = PackCache()
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=settings(path))
        except duckdb.Error as error:
            raise _unopened(path, error) from None
        schema = self._schema_version()
        if schema != publish.SCHEMA_VERSION:
            self.close()
            other = f"schema {schema or 'unknown'}, not {publish.SCHEMA_VERSION}"
            raise NoPack(
                f"{path} was built by another version of this program ({other})", BUILD_AGAIN
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
            raise NoPack(f"{self.path} is truncated or damaged", BUILD_AGAIN)

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
        """What readers of the numbers have to know about this build, a sentence each."""
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
            # From frames, because a cached domain may be used after its pack is closed.
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
        """Return the current areas of one kind in EPSG:4326: columns as of ``edition``."""
        return _shapes(self, kind, None).copy(deep=False)


@per_pack(16)
def _shapes(pack: Pack, kind: str, vintage: str | None) -> gpd.GeoDataFrame:
    """Return the areas of one kind and vintage (null: the current ones), columns as of ``edition``.

    Cached, because all maps use the same few shapes.
    """
    frame = pack.frame("areas/shapes", {"kind": kind, "vintage": vintage})
    shapes = gpd.GeoSeries.from_wkb([bytes(each) for each in frame["geometry"]], crs=crs.DEGREES)
    return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes)


@cache
def statement(query: str) -> str:
    """Return the text of ``sql/<query>.sql``, such as ``areas/by_area``."""
    return resources.files("data").joinpath(f"pack/sql/{query}.sql").read_text("utf-8")
