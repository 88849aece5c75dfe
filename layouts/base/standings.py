"""The standing of an area among its peers, as a mark and in words."""

from collections.abc import Mapping

from data.stats.funnel import Standing

# A shape and words for each standing: the shapes are those of changes, without their meaning.
STANDINGS: Mapping[Standing, str] = {
    "above 99.8": "▲ above 99.8%",
    "above 95": "△ above 95%",
    "within": "● within",
    "below 95": "▽ below 95%",
    "below 99.8": "▼ below 99.8%",
    "not assessed": "not assessed",
}
CLAIMS: Mapping[Standing, str] = {
    "above 99.8": "is higher than expected",
    "above 95": "may be higher than expected",
    "within": "is within what is expected",
    "below 95": "may be lower than expected",
    "below 99.8": "is lower than expected",
}
