"""The rate of a borough compared with its peers, from a pack."""

from collections import defaultdict

from data.model import crime_types
from data.model.months import between
from data.model.query_rows import MonthRow
from data.model.question import Question
from data.model.rows import rows
from data.pack import incidents, queries
from data.pack.pack import Pack
from data.series.monthly_views import residents_of
from data.stats.funnel import Peers, Reason, funnel


def peers(pack: Pack, question: Question) -> Peers:
    """Compare the rate of the whole borough with its similar areas, or with every area in the pack.

    Without a comparison, the result has no funnel and the reason.
    """
    areas = pack.frame("peers/peers")
    similar, every = int(areas["chosen"].sum()), len(areas)
    if question.view.peers == "similar":
        areas = areas[areas["chosen"]]
    chosen = [crime_types.CHOICE[each] for each in question.filters.crime]
    types = {each for choice in chosen for each in choice.crime_types}
    peer_types = set(pack.frame("peers/peer_types")["crime_type"])
    missing = tuple(each for each in crime_types.BY_ID if each in types - peer_types)
    filters = question.filters.everywhere()
    monthly = rows(incidents.by_month(pack, filters), MonthRow)
    ours = {row.month: row.n for row in monthly if row.n is not None}
    lacking = question.domain.gaps.lacking(filters.types, narrowed=False)
    ours = {month: n for month, n in ours.items() if month not in lacking} or ours
    residents = residents_of(question.everywhere(), queries.residents(pack))

    def not_compared(reason: Reason) -> Peers:
        return Peers(None, reason, similar, every, missing)

    if areas.empty:
        return not_compared("no peers")
    if any(choice.asb_categories for choice in chosen):
        return not_compared("categories")
    if missing:
        return not_compared("types")
    if not residents:
        return not_compared("no residents")
    if not ours:
        return not_compared("not held")
    theirs: dict[str, dict] = defaultdict(dict)
    frame = pack.frame("peers/peer_months", {"filters": filters.parameters(question.domain)})
    columns = (frame[each].tolist() for each in ("code", "month", "n"))
    for code, month, n in zip(*columns, strict=True):
        theirs[code][month.date()] = n
    name = question.domain.borough
    result = funnel(
        areas, theirs, ours, ("", name, residents), len(between(question.first, question.last))
    )
    return Peers(result, None if result else "no months", similar, every)
