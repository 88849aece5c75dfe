"""The harm of a borough compared with its peers, all with the borough's weights."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from data.harm.harm_areas import Harm
from data.harm.harm_scale import types_of
from data.model.question import Question
from data.pack import incidents
from data.pack.pack import Pack
from data.stats.funnel import Funnel, funnel

TYPE = ["code", "month", "crime_type", "n"]


def harm_funnel(pack: Pack, counted: Funnel, found: Harm) -> Funnel | None:
    """Return the funnel of harm of the areas and months of a funnel of counts.

    Each score is divided by one unit for all areas: the mean square of the weights over their mean.
    That gives the number of incidents that would vary as much, to which the control limits of
    counts apply (see ``data.stats.weighted``). All areas have the borough's weights, so differences
    between forces in the mix of offences within a type are not seen. None without any harm, or if
    ``funnel`` returns None.
    """
    counts, types = _counts(pack, found.question, counted), types_of(found.question)
    mean, square = (
        counts["crime_type"].map({each: found.scale.by_type[each][i] for each in types})
        for i in (0, 1)
    )
    scores = (counts["n"] * mean).groupby([counts["code"], counts["month"]]).sum()
    if not scores.sum():
        return None
    unit = float((counts["n"] * square).sum() / scores.sum())
    by_area: dict[str, dict[date, float]] = defaultdict(dict)
    for (code, month), score in scores.items():
        by_area[code][month] = score / unit
    own = counted.own
    result = funnel(
        counted.peers[["code", "name", "area_group", "residents"]],
        by_area,
        by_area[own.code],
        (own.code, own.name, own.residents),
        counted.months_in_period,
    )
    return _shown(result, counted, unit) if result else None


def _shown(result: Funnel, counted: Funnel, unit: float) -> Funnel:
    """Return the funnel with harm rates in the unit of scores, and with incidents as ``n``."""
    n: Mapping[str, int] = dict(zip(counted.areas["code"], counted.areas["n"], strict=True))
    areas = result.areas.assign(
        n=[n[each] for each in result.areas["code"]],
        **{each: result.areas[each] * unit for each in ("rate", "rate_low", "rate_high")},
    )
    return replace(result, areas=areas, unit=unit, left_out=counted.left_out)


def _counts(pack: Pack, question: Question, counted: Funnel) -> pd.DataFrame:
    """Return the counts of every area of a funnel by month and type: the columns of ``TYPE``."""
    filters = question.filters.everywhere()
    theirs = pack.frame(
        "peers/peer_months_by_type", {"filters": filters.parameters(question.domain)}
    )
    ours = incidents.by_month_and_type(pack, filters).assign(code=counted.own.code)
    every = pd.concat([theirs[TYPE], ours[TYPE]], ignore_index=True)
    every["month"] = every["month"].dt.date
    inside = every["code"].isin(counted.areas["code"]) & every["month"].isin(counted.months)
    return every[inside]
