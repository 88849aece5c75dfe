"""The groups of outcomes, and the categories of data.police.uk in each.

Court results are grouped with the charge that they follow, because they have been missing since
June 2019.
Police.uk does not say whether the victim of a crime supported action against a suspect.
"""

from dataclasses import dataclass

HORIZONS = (3, 6, 12)  # months from recording


@dataclass(frozen=True)
class OutcomeGroup:
    """Outcomes that are counted together; ``labels`` are those of the outcome and street files."""

    id: str
    label: str
    labels: tuple[str, ...]
    positive: bool = False


COURT = (
    "Awaiting court outcome",
    "Court case unable to proceed",
    "Court result unavailable",
    "Defendant found not guilty",
    "Defendant sent to Crown Court",
    "Offender deprived of property",
    "Offender fined",
    "Offender given absolute discharge",
    "Offender given community sentence",
    "Offender given conditional discharge",
    "Offender given suspended prison sentence",
    "Offender ordered to pay compensation",
    "Offender otherwise dealt with",
    "Offender sent to prison",
)
OPEN, NO_SUSPECT, UNABLE = "open", "no-suspect", "unable"
# In the order of precedence where a crime has several outcomes in one month.
GROUPS = (
    OutcomeGroup(
        "charged",
        "Charged or summonsed",
        ("Suspect charged", "Suspect charged as part of another case", *COURT),
        positive=True,
    ),
    OutcomeGroup(
        "out-of-court",
        "Out of court",
        (
            "Offender given a caution",
            "Offender given penalty notice",
            "Offender given a drugs possession warning",
        ),
        positive=True,
    ),
    OutcomeGroup("local-resolution", "Local resolution", ("Local resolution",), positive=True),
    OutcomeGroup(
        NO_SUSPECT, "No suspect identified", ("Investigation complete; no suspect identified",)
    ),
    OutcomeGroup(UNABLE, "Unable to prosecute suspect", ("Unable to prosecute suspect",)),
    OutcomeGroup(
        "public-interest",
        "Not in the public interest",
        (
            "Formal action is not in the public interest",
            "Further action is not in the public interest",
            "Further investigation is not in the public interest",
        ),
    ),
    OutcomeGroup(
        "other-agency", "Other organisation", ("Action to be taken by another organisation",)
    ),
    OutcomeGroup(OPEN, "No outcome yet", ("Under investigation",)),
    OutcomeGroup("no-information", "No information", ("Status update unavailable",)),
)
BY_ID = {each.id: each for each in GROUPS}
BY_LABEL = {label.lower(): each.id for each in GROUPS for label in each.labels}
POSITIVE = tuple(each.id for each in GROUPS if each.positive)
