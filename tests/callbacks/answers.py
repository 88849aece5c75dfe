"""Questions to pages, and what every answer must be."""

import re
from math import isnan

from callbacks import about, compare, hotspots, marac, overview, records, trends
from data.model.question import Question
from data.model.view import VIEW_CHOICES
from tests.texts import text_of

PAGES = {
    "overview": overview.PAGE, "hotspots": hotspots.PAGE, "compare": compare.PAGE,
    "trends": trends.PAGE,
    "marac": marac.PAGE, "records": records.PAGE, "about": about.PAGE,
}  # fmt: skip

SEARCHES = (
    "", "?type=robbery&area=charvil&from=2020-05&to=2020-05", "?period=all&measure=rate",
    "?from=2022-06&to=2022-06&measure=change", "?type=asb-personal&area=norreys&measure=change",
    "?type=crime-and-asb&split=type&measure=rate&area=norreys-estate", "?split=area&period=2020-21",
    "?type=asb&split=area&area=norreys&area=norreys-estate&measure=change", "?page=99999&sort=type",
    "?parts=area&type=asb", "?parts=area&period=all",
)  # fmt: skip

GAP_SEARCHES = (
    "", "?type=crime-and-asb&period=2021-22", "?from=2021-06&to=2021-07", "?type=robbery",
    "?from=2022-08&to=2022-09&measure=change&split=type", "?type=shoplifting&measure=rate",
    "?type=asb-personal", "?period=2022-23&split=area&measure=rate&type=robbery",
    "?from=2022-04&to=2022-05&parts=area",
)  # fmt: skip

# What Trends alone shows in another way.
VIEWS = tuple(
    f"?view={view}{more}"
    for view in VIEW_CHOICES["view"]
    for more in ("", "&split=area&type=robbery", "&type=drugs&area=norreys-estate&scale=own")
)
GAP_VIEWS = tuple(
    f"?view={view}{more}"
    for view in VIEW_CHOICES["view"]
    for more in ("", "&split=area&type=crime-and-asb", "&area=pond&type=robbery")
)

NEVER = re.compile(r"\b(nan|NaN|inf|None(?! of | stands out)|NaT|null|undefined)\b|<NA>|[{}]")


def answer(pack, name: str, search: str):
    return PAGES[name].answer(pack, Question.from_query(search, pack.domain))


def reads_well(found) -> None:
    said = []
    for panel in found.panels.values():
        said += [panel.title, text_of(panel.sentence), text_of(panel.legend)]
        assert panel.title
        assert panel.sentence
        for row in panel.table.rows:
            assert len(row) == len(panel.table.columns)
            assert not [each for each in row if isinstance(each, float) and isnan(each)]
            said += [each for each in row if isinstance(each, str)]
    said += [text_of(part) for part in found.parts.values()]
    for text in said:
        assert not NEVER.search(text), text


def number_in(text: str) -> int:
    return int(text.replace(",", ""))
