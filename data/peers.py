"""How a borough stands among its peers, as a pack can tell."""

from collections import defaultdict

from data import crime_types, queries
from data.frames import each_row
from data.funnel import Peers, Reason, funnel
from data.monthly_views import residents_of
from data.months import between
from data.pack import Pack
from data.question import Question


def peers(pack: Pack, question: Question) -> Peers:
    """How the whole borough stands among the areas chosen as alike, or among every area held."""
    areas = pack.frame("peers")
    similar, every = int(areas["chosen"].sum()), len(areas)
    if question.view.peers == "similar":
        areas = areas[areas["chosen"]]
    wanted = [crime_types.CHOICE[each] for each in question.filters.crime]
    types = {each for choice in wanted for each in choice.crime_types}
    held_types = set(pack.frame("peer_types")["crime_type"])
    missing = tuple(each for each in crime_types.BY_ID if each in types - held_types)
    filters = question.filters.everywhere()
    monthly = queries.by_month(pack, filters).dropna(subset=["n"])
    ours = {row.month.date(): int(row.n) for row in each_row(monthly)}
    residents = residents_of(question.everywhere(), queries.residents(pack))

    def nothing(reason: Reason) -> Peers:
        return Peers(None, reason, similar, every, missing)

    if areas.empty:
        return nothing("no peers")
    if any(choice.asb_categories for choice in wanted):
        return nothing("categories")
    if missing:
        return nothing("types")
    if not residents:
        return nothing("no residents")
    if not ours:
        return nothing("not held")
    held: dict[str, dict] = defaultdict(dict)
    asked = {"filters": filters.parameters(question.domain)}
    counted = pack.frame("peer_months", asked)
    columns = (counted[each].tolist() for each in ("code", "month", "n"))
    for code, month, n in zip(*columns, strict=True):
        held[code][month.date()] = n
    name = question.domain.borough
    found = funnel(
        areas, held, ours, ("", name, residents), len(between(question.first, question.last))
    )
    return Peers(found, None if found else "no months", similar, every)
