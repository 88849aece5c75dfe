"""The harm of the crimes that a question selects, from a pack."""

from data.harm import harm_series
from data.harm.harm_areas import Harm, ward_counts
from data.harm.harm_scale import Scale, is_short, of_crimes, scale_of, why_not
from data.model.domain import WARDS
from data.model.question import Question
from data.pack import incidents
from data.pack.cache import per_pack
from data.pack.pack import Pack


@per_pack(1)
def scale(pack: Pack) -> Scale:
    """Return the weights that the pack uses."""
    return scale_of(pack.frame("harm/harm_weights"))


@per_pack(16)
def harm(pack: Pack, question: Question) -> Harm:
    """Return the harm of a question's crimes, for its areas and every ward, or why it has none."""
    found, crimes = scale(pack), of_crimes(question)
    if crimes is None:
        return Harm(question, found, "asb", None, "asb", None)
    reason = why_not(crimes, found)
    of_wards = why_not(crimes.everywhere(), found)
    if of_wards is None and question.view.edition != WARDS.id:
        of_wards = "edition"
    elif of_wards is None and is_short(crimes):
        of_wards = "short"
    whole = crimes.filters.whole_series(pack.domain)
    series = wards = None
    if reason is None:
        series = harm_series.series(incidents.by_month_and_type(pack, whole), crimes, found)
    if of_wards is None:
        parameters = whole.everywhere().parameters(pack.domain)
        frame = pack.frame("harm/by_ward_month_and_type", {"filters": parameters})
        wards = ward_counts(frame, crimes, found)
    return Harm(crimes, found, reason, series, of_wards, wards)
