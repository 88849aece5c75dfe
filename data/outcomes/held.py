"""The cohorts of a pack."""

from data.outcomes.cohorts import Cohorts, ages
from data.pack.cache import per_pack
from data.pack.pack import Pack


@per_pack(1)
def cohorts(pack: Pack) -> Cohorts:
    """Return every cohort that the pack holds, read once."""
    return Cohorts(pack.frame("outcomes/cohorts"), ages(pack.frame("outcomes/followed")))
