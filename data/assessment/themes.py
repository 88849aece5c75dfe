"""What is measured of each theme: count, change, harm and standing among peers."""

from dataclasses import replace

from data.assessment.priorities import Measured
from data.harm.harm import harm
from data.model.assessment import Theme
from data.model.question import Question
from data.pack import incidents
from data.pack.cache import per_pack
from data.pack.pack import Pack
from data.peers.peers import peers
from data.series import trends


@per_pack(8)
def measured(pack: Pack, question: Question, themes: tuple[Theme, ...]) -> tuple[Measured, ...]:
    """Return what is measured of each theme, in the order given, for the whole borough."""
    return tuple(_measured(pack, question.everywhere(), each) for each in themes)


def _measured(pack: Pack, question: Question, theme: Theme) -> Measured:
    domain = pack.domain
    if not theme.crime or any(each not in domain.choices for each in theme.crime):
        return Measured(theme)
    of_theme = replace(question, filters=question.filters.with_crime(*theme.crime))
    if not of_theme.is_covered:
        return Measured(theme)
    monthly = incidents.by_month(pack, of_theme.filters.whole_series(domain))
    period = trends.chosen_period(trends.series(monthly, domain), of_theme)
    found = harm(pack, of_theme)
    return Measured(
        theme=theme,
        n=period.n,
        change=period.change,
        harm=found.series.period() if found.series else None,
        why_no_harm=found.reason,
        funnel=peers(pack, of_theme).funnel,
    )
