"""An open pack: read-only, locked, and asked only with the queries of ``data/sql``."""

from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pandas as pd

from data import publish, request_cells
from data.agendas import SavedView, agendas
from data.anchors import Anchors
from data.disclosure import TIERS, Audience, Disclosure, Rule
from data.domain import WARDS, Area, Domain, Edition
from data.frames import each_row
from data.slugs import slug
from geo import areas, crs

LOCKED: Any = {"enable_external_access": "false", "lock_configuration": "true"}
MEND = "build it again with csp-dashboard build"


class NoPack(Exception):
    """There is no pack to serve; the message says which command makes one."""


class Pack:
    """One immutable pack. Safe to share between threads: every query has its own cursor."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=LOCKED)
        except duckdb.Error:
            raise NoPack(f"{path} is not a pack that can be opened; {MEND}") from None
        found = self._schema_version()
        if found != publish.SCHEMA_VERSION:
            self.close()
            raise NoPack(
                f"{path} was built by another version (its schema is {found}, this one reads "
                f"{publish.SCHEMA_VERSION}); {MEND}"
            )

    def _schema_version(self) -> int | None:
        try:
            return int(self.frame("borough")["schema_version"].iloc[0])
        except (duckdb.Error, IndexError, KeyError, TypeError):
            return None

    def frame(self, query: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The answer of the query ``data/sql/<query>.sql`` as a frame; the parameters are bound."""
        with self._connection.cursor() as cursor:
            return cursor.execute(statement(query), parameters or {}).df()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def problems(self) -> list[str]:
        """What is wrong with the pack, a sentence each; empty when it satisfies every check.

        One of them is the audit of what may be worked out from restricted cells.
        """
        return [
            *self.frame("problems")["problem"].tolist(),
            *request_cells.problems(
                self.frame("request_cells"),
                {tier: self.domain.rule(tier).threshold for tier in TIERS},
            ),
        ]

    @property
    def version(self) -> str:
        """Twelve characters that change with the sources, their description or the schema."""
        return self.domain.version

    @property
    def audience(self) -> Audience:
        """For whom the pack was built."""
        return self.domain.audience

    @cached_property
    def holds_nearby(self) -> bool:
        """Whether incidents just outside the borough are held; if not, none are known."""
        return bool(self.frame("borough")["holds_nearby"].iloc[0])

    @cached_property
    def domain(self) -> Domain:
        """What this pack can answer."""
        about = self.frame("borough").iloc[0]
        calendar = self.frame("calendar")
        months: list[date] = [each.date() for each in calendar["month"]]
        area = self.frame("areas")
        centres = {
            (kind, row.code): (row.geometry.x, row.geometry.y)
            for kind in ("ward", "place")
            for row in each_row(areas.centres(self.shapes(kind)))
        }
        return Domain(
            borough=about["name"],
            partnership=about["partnership"],
            demonstration=bool(about["demonstration"]),
            schematic=bool((area["boundary"] == "schematic").any()),
            version=about["version"],
            months=tuple(months),
            covered=frozenset(
                month for month, held in zip(months, calendar["covered"], strict=True) if held
            ),
            areas=tuple(
                Area(row.slug, row.code, row.kind, row.name, centres[row.kind, row.code])
                for row in area[area["located"]].itertuples(index=False)
            ),
            extent=tuple(self.shapes("ward").total_bounds.tolist()),
            asb_categories=bool(about["asb_categories"]),
            editions=self._editions(),
            anchors=Anchors(
                *(self.frame("points")[each].to_numpy(float) for each in ("easting", "northing"))
            ),
            holds=frozenset({"requests"} if about["holds_requests"] else ()),
            agendas=agendas(
                (each.agenda, SavedView(each.title, each.address, each.note))
                for each in each_row(self.frame("saved_views"))
            ),
            contact=about["contact"],
            audience=about["audience"],
            disclosure=self._disclosure(about["signed_off"]),
        )

    def _disclosure(self, signed_off: str) -> Disclosure:
        rules = tuple(
            (row.audience, row.tier, Rule(row.threshold, row.round_to, row.published_only))
            for row in each_row(self.frame("disclosure"))
        )
        return Disclosure(rules, signed_off)

    def _editions(self) -> tuple[Edition, ...]:
        """The sets of areas that a map can show, the current wards first."""
        return tuple(
            Edition(
                id=WARDS.id if row.is_wards else slug(f"{row.kind} {row.vintage}"),
                kind=row.kind,
                vintage=row.vintage,
                current=row.is_wards,
                label=f"{'Wards' if row.kind == 'ward' else 'LSOAs'} {row.vintage}",
            )
            for row in each_row(self.frame("editions"))
        )

    def edition(self, edition: Edition) -> gpd.GeoDataFrame:
        """The areas of one edition in EPSG:4326: code, slug, name, radius_m, confidence."""
        return _shapes(self, edition.kind, edition.vintage).copy(deep=False)

    def shapes(self, kind: str) -> gpd.GeoDataFrame:
        """The current areas of one kind in EPSG:4326: code, slug, name, radius_m, confidence."""
        return _shapes(self, kind, None).copy(deep=False)


@lru_cache(maxsize=16)
def _shapes(pack: Pack, kind: str, vintage: str | None) -> gpd.GeoDataFrame:
    """As first given: every map asks for the same few."""
    found = pack.frame("shapes", {"kind": kind, "vintage": vintage})
    shapes = gpd.GeoSeries.from_wkb([bytes(each) for each in found["geometry"]], crs=crs.DEGREES)
    return gpd.GeoDataFrame(found.drop(columns="geometry"), geometry=shapes)


@cache
def statement(query: str) -> str:
    """The text of ``data/sql/<query>.sql``."""
    return resources.files("data").joinpath(f"sql/{query}.sql").read_text("utf-8")
