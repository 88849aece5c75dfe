"""The counts of both sides of a comparison, what they are divided by, and the verdict.

If one side lies wholly in the other, its counts are subtracted from the other's, so that no
incident is on both sides.
"""

import shapely

from data.model import months
from data.model.crime_types import BY_ID
from data.model.domain import WARDS
from data.model.drawn_area import DrawnArea
from data.model.filters import Filters
from data.model.query_rows import TypeRow
from data.model.question import join
from data.model.rows import rows
from data.pack import incidents
from data.pack.cache import per_pack
from data.pack.cube import cube
from data.pack.pack import Pack
from data.series import trends
from data.series.sides import Refused, Side, Sides
from data.stats.dispersion import Scatter
from data.stats.significance import Change, difference
from geo import crs

# The largest ratio of the sides' areas in km² at which counts without residents are compared.
UNLIKE = 2
# The fewest street points in the difference of two sides with types never shown by street point.
FEWEST_POINTS = 3
SQUARE_KM = 1e6


def compared(pack: Pack, a: Filters, b: Filters) -> Sides | Refused:
    """Compare two selections, or return why they cannot be compared."""
    why = _why_not(pack, a, b)
    if why:
        return Refused(why)
    cells = cube(pack)
    (kinds_a, points_a), (kinds_b, points_b) = cells.scope(a), cells.scope(b)
    same_months = (a.first_month, a.last_month) == (b.first_month, b.last_month)
    apart = a.last_month < b.first_month or b.last_month < a.first_month
    common = not apart and (kinds_a & kinds_b).any() and (points_a & points_b).any()
    within = [
        common and same_months and not (small[0] & ~large[0]).any()
        and not (small[1] & ~large[1]).any()
        for small, large in (
            ((kinds_a, points_a), (kinds_b, points_b)), ((kinds_b, points_b), (kinds_a, points_a)),
        )
    ]  # fmt: skip
    if common and not any(within):
        return Refused(
            "they overlap, so that some incidents would count on both sides. Choose two that have "
            "no incident in common, or one that lies wholly in the other, over the same months"
        )
    same = all(within)
    side_a, side_b = _side(pack, a), _side(pack, b)
    same_area = bool((points_a == points_b).all())
    # Where types differ too, the rest still has incidents in the area of the subtracted side.
    same_ground = same_area or bool((kinds_a != kinds_b).any())
    if within[0] and not same:
        side_b = _less(side_b, side_a, same_ground=same_ground)
    elif within[1] and not same:
        side_a = _less(side_a, side_b, same_ground=same_ground)
    shown = a.points_may_be_shown and b.points_may_be_shown
    if any(within) and not same_area and not shown and _few_points(pack, a, b):
        return Refused(
            "they differ by fewer than three street points, and these types are never shown by "
            "street point"
        )
    return _tested(pack, side_a, side_b, same_area=same_area, same=same)


def _few_points(pack: Pack, *sides: Filters) -> bool:
    """Return whether fewer than three street points have incidents of only one of two sides."""
    one, other = ({*cube(pack).matching(each).point.tolist()} for each in sides)
    return len(one ^ other) < FEWEST_POINTS


def _why_not(pack: Pack, a: Filters, b: Filters) -> str:
    """Return why missing months, forces or unusable filters forbid a comparison, else ""."""
    domain = pack.domain
    if b.refused:
        return "none of the areas or crime types of side B can be used"
    for name, each in (("A", a), ("B", b)):
        if missing := domain.missing(each.first_month, each.last_month, each.types):
            spans = join(months.spans(missing))
            return f"{name} has no data for {spans}, and a missing month is not zero"
    lacking = [
        [
            domain.gaps.lacking(each.types, narrowed=a.narrowed or b.narrowed).get(
                month, frozenset()
            )
            for month in months.between(each.first_month, each.last_month)
        ]
        for each in (a, b)
    ]
    every = {*lacking[0], *lacking[1]}
    if lacking[0] == lacking[1] or len(every) == 1:
        return ""
    forces = sorted(frozenset.union(*every) - frozenset.intersection(*every))
    return f"data of {join(forces)} is not held alike on both sides"


def _side(pack: Pack, filters: Filters) -> Side:
    whole = filters.whole_series(pack.domain)
    return Side(
        filters,
        incidents.total(pack, filters),
        {row.crime_type: row.n for row in rows(incidents.by_type(pack, filters), TypeRow)},
        trends.series(incidents.by_month(pack, whole), pack.domain),
        _residents(pack, filters),
        _km2(pack, filters.areas, filters.drawn),
    )


def _less(large: Side, small: Side, *, same_ground: bool) -> Side:
    """Return side ``large`` less side ``small``, which lies wholly in it.

    With ``same_ground`` it keeps its residents and km², and loses the types of ``small``.
    """
    residents, km2 = large.residents, large.km2
    if not same_ground:
        km2 -= small.km2
        if residents is not None:
            residents = None if small.residents is None else residents - small.residents
    return Side(
        large.filters,
        large.n - small.n,
        {
            kind: n - small.by_type.get(kind, 0)
            for kind, n in large.by_type.items()
            if not same_ground or kind not in small.by_type
        },
        tuple(
            None if one is None or other is None else one - other
            for one, other in zip(large.series, small.series, strict=True)
        ),
        residents,
        km2,
        less=True,
    )


def _tested(pack: Pack, a: Side, b: Side, *, same_area: bool, same: bool) -> Sides | Refused:
    per_month = a.months != b.months
    per_residents = not same_area and bool(a.residents and b.residents)
    if not same_area and not per_residents:
        low, high = sorted((a.km2, b.km2))
        if high > UNLIKE * low:
            return Refused(
                f"A covers {a.km2:,.2f} km² and B {b.km2:,.2f}, and the residents of both are not "
                "known. Counts of places so unlike in size say nothing; choose wards on both "
                "sides, or places of like size"
            )
    b_size, a_size = (
        float((each.residents or 1) if per_residents else 1) * (each.months if per_month else 1)
        for each in (b, a)
    )

    def test(counts: tuple[int, int], b_crime: tuple[str, ...], a_crime: tuple[str, ...]) -> Change:
        scatters = Scatter.of(b_crime, b.months), Scatter.of(a_crime, a.months)
        return difference(counts, scatters, (b_size, a_size))

    def is_complete(kind: str) -> bool:
        return all(
            pack.domain.complete(
                side.filters.first_month, side.filters.last_month, frozenset({kind})
            )
            for side in (a, b)
        )

    types = tuple(
        (
            BY_ID[each].label,
            test((b.by_type[each], n), (each,), (each,)) if is_complete(each) else None,
        )
        for each, n in a.by_type.items()
        if each in b.by_type
    )
    whole = test((b.n, a.n), b.filters.crime, a.filters.crime)
    return Sides(a, b, per_residents, per_month, whole, types, same)


def _residents(pack: Pack, filters: Filters) -> int | None:
    """Return the residents of the chosen wards, or of all.

    None if a place or drawn area is chosen, or if a ward's residents are not known.
    """
    areas = incidents.areas_of(pack, WARDS.id).areas
    wards = areas[areas["kind"] == "ward"]
    if filters.areas:
        wards = wards[wards["slug"].isin(filters.areas)]
    if filters.drawn or len(wards) < len(filters.areas) or wards["residents"].isna().any():
        return None
    return int(wards["residents"].sum())


@per_pack(64)
def _km2(pack: Pack, areas: tuple[str, ...], drawn: DrawnArea | None) -> float:
    """Return the km² of areas and a drawn area together; of the borough if there are neither."""
    found = [drawn.polygon] if drawn else []
    for kind in ("ward", "place"):
        shapes = pack.shapes(kind)
        whole = kind == "ward" and not (areas or drawn)
        chosen = shapes if whole else shapes[shapes["slug"].isin(areas)]
        found += [*crs.to_metres(chosen).geometry]
    return float(shapely.union_all(found).area) / SQUARE_KM
