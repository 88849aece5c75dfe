"""What every page answers: numbers on screen are those of the tables and of the report."""

import csv
import re
from functools import cache
from importlib.resources import files
from math import isnan

import pytest

from callbacks import about, compare, hotspots, marac, overview, records, trends
from data import months, queries
from data.question import Question
from data.view import VIEW_CHOICES
from layouts import ids
from layouts.panels import Panel, fill, numbers, outputs
from layouts.records import HEADING, NOTE, PAGER, TABLE
from layouts.result import result
from layouts.trends import ANNUAL, DRIVERS, MONTHLY, PARTS, PUBLISHED, SMALL, SPLIT, VIEWS
from tests.texts import kinds, text_of

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
    *(f"?view={view}{more}" for view in VIEW_CHOICES["view"]
      for more in ("", "&split=area&type=robbery", "&type=drugs&area=norreys-estate&scale=own")),
    "?parts=area&type=asb", "?parts=area&period=all",
)  # fmt: skip
GAP_SEARCHES = (
    "", "?type=crime-and-asb&period=2021-22", "?from=2021-06&to=2021-07", "?type=robbery",
    "?from=2022-08&to=2022-09&measure=change&split=type", "?type=shoplifting&measure=rate",
    "?type=asb-personal", "?period=2022-23&split=area&measure=rate&type=robbery",
    *(f"?view={view}{more}" for view in VIEW_CHOICES["view"]
      for more in ("", "&split=area&type=crime-and-asb", "&area=pond&type=robbery")),
    "?from=2022-04&to=2022-05&parts=area",
)  # fmt: skip
NEVER = re.compile(
    r"\b(nan|NaN|inf|None(?! of the months| is left)|NaT|null|undefined)\b|<NA>|[{}]"
)


def answer(pack, name: str, search: str):
    return PAGES[name].answer(pack, Question.read(search, pack.domain))


def reads_well(found) -> None:
    said = []
    for panel in found.panels.values():
        said += [panel.title, text_of(panel.sentence), text_of(panel.legend)]
        assert panel.title
        assert panel.sentence
        for row in panel.table.rows:
            assert len(row) == len(panel.table.head)
            assert not [each for each in row if isinstance(each, float) and isnan(each)]
            said += [each for each in row if isinstance(each, str)]
    said += [text_of(part) for part in found.parts.values()]
    for text in said:
        assert not NEVER.search(text), text


@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("name", ["overview", "hotspots", "compare", "trends", "records"])
def test_every_page_answers_every_question(demo_pack, name, search) -> None:
    found = answer(demo_pack, name, search)
    assert {*found.panels} == {*PAGES[name].cards}
    assert {*found.parts} == {*PAGES[name].parts}
    reads_well(found)


@pytest.mark.parametrize("search", GAP_SEARCHES)
@pytest.mark.parametrize("name", [*PAGES])
def test_every_page_answers_with_gaps_and_without_report_or_marac(gap_pack, name, search) -> None:
    found = answer(gap_pack, name, search)
    assert {*found.panels} == {*PAGES[name].cards}
    assert {*found.parts} == {*PAGES[name].parts}
    reads_well(found)


@pytest.mark.parametrize("name", ["marac", "about"])
def test_pages_without_filters(demo_pack, name) -> None:
    found = answer(demo_pack, name, "")
    reads_well(found)
    assert text_of([*found.parts.values()]) == text_of(
        [*answer(demo_pack, name, "?type=drugs").parts.values()]
    )


# The published totals on screen, mapped here independently of data/demo.py.

TYPES = {
    "all-crime": ["All crime (Excluding fraud)"],
    "asb": ["Total"],
    "asb-personal": ["Personal"],
    "asb-community": ["Community"],
    "asb-environmental": ["Environmental"],
    "bicycle-theft": ["Bicycle Theft"],
    "burglary": ["Residential Burglary - Dwelling", "Residential Burglary - Sheds / Garages"],
    "criminal-damage-and-arson": ["Criminal Damage", "Arson"],
    "drugs": ["Drug Trafficking", "Drug Possession"],
    "possession-of-weapons": ["Possession of Weapons Offences"],
    "public-order": ["Public Order Offences"],
    "robbery": ["Robbery"],
    "shoplifting": ["Shoplifting"],
    "theft-from-the-person": ["Theft from the Person"],
    "vehicle-crime": ["Theft of Vehicle", "Theft from Vehicle"],
    "violence-and-sexual-offences": [
        "Violence with injury", "Violence without Injury (Excluding Harassment)", "Harassment",
        "Rape", "Non-Rape Sexual Offences",
    ],
}  # fmt: skip
# What the report counts but does not list, divided as the definitions say.
UNLISTED = {
    "other-theft": {"2020/21": 791, "2021/22": 788, "2022/23": 921},
    "other-crime": {"2020/21": 170, "2021/22": 163, "2022/23": 200},
}
YEARS = ("2020/21", "2021/22", "2022/23")


@cache
def published() -> dict[str, dict[str, int]]:
    path = files("data").joinpath("reference", "annual_figures.csv")
    with path.open(encoding="utf-8") as text:
        rows = {row["measure"]: row for row in csv.DictReader(text) if row["published_change"]}
    return UNLISTED | {
        choice: {year: sum(int(rows[each][year]) for each in measures) for year in YEARS}
        for choice, measures in TYPES.items()
    }


# The points of 2022/23 by name: months, or quarters where counts are low.
LAST_YEAR = {
    *(months.label(each) for each in months.between(*months.year_span(2022))),
    "April to June 2022", "July to September 2022", "October to December 2022",
    "January to March 2023",
}  # fmt: skip


def number_in(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.parametrize("choice", [*TYPES, *UNLISTED])
@pytest.mark.parametrize("year", YEARS)
def test_screens_show_the_published_totals(demo_pack, choice, year) -> None:
    n = published()[choice][year]
    question = Question.read(f"?type={choice}&period={year.replace('/', '-')}", demo_pack.domain)
    # The map's sentence and the ward rows of its table.
    found = overview.answer(demo_pack, question)
    area = found.panels[overview.MAP]
    assert f" {n:,} {question.incidents} are mapped." in area.sentence
    assert sum(row[2] for row in area.table.rows if row[1] == "ward") == n
    # The trend's table over the months of the year, the line and its sentence.
    trend = found.panels[overview.TREND]
    start = YEARS.index(year) * 12
    assert sum(row[1] for row in trend.table.rows[start : start + 12]) == n
    assert sum(value for value in trend.figure.data[1].y if value is not None) == n
    assert trend.sentence.startswith(f"{published()[choice]['2022/23']:,} in 2022/23: ")
    # The records' heading.
    heading = records.answer(demo_pack, question).parts[HEADING]
    assert heading == f"Records 1 to {min(n, 50)} of {n:,}"


@pytest.mark.parametrize("choice", [*TYPES, *UNLISTED])
def test_annual_bars_show_the_published_totals(demo_pack, choice) -> None:
    annual = answer(demo_pack, "trends", f"?type={choice}").panels[ANNUAL]
    totals = published()[choice]
    assert [row[:3] for row in annual.table.rows] == [(each, totals[each], 12) for each in YEARS]
    assert annual.figure.data[0].y == tuple(totals.values())


@pytest.mark.parametrize("year", YEARS)
def test_tiles_show_the_published_totals(demo_pack, year) -> None:
    found = answer(demo_pack, "overview", f"?period={year.replace('/', '-')}")
    tiles = [text_of(each.children[:2]) for each in found.parts[ids.TILES]]
    figures = published()
    rates = {"2020/21": "38.2%", "2021/22": "30.7%", "2022/23": "36.3%"}
    assert tiles == [
        f"All crime{figures['all-crime'][year]:,}",
        f"ASB{figures['asb'][year]:,}",
        f"Burglary{figures['burglary'][year]:,}",
        f"Vehicle crime{figures['vehicle-crime'][year]:,}",
        f"Violence and sexual{figures['violence-and-sexual-offences'][year]:,}",
        f"Shoplifting{figures['shoplifting'][year]:,}",
        f"MARAC repeats {year}{rates[year]}",
    ]


def test_the_first_view(demo_pack) -> None:
    found = answer(demo_pack, "overview", "")
    assert text_of(found.parts[ids.TILES][0]) == (
        "All crime8,244+11.4% ▲ clear rise95%: +7.9 to +14.9%"
    )
    assert text_of(found.parts[ids.TILES][1]) == ("ASB973−20.7% ▼ clear fall95%: −27.2 to −13.7%")
    assert text_of(found.parts[ids.TILES][6]).endswith(
        "36.3%33 of 91 ● normal variation95%: 27.1 to 46.5%"
    )
    assert [each.href for each in found.parts[ids.TILES][:3]] == [
        "?", "?type=asb", "?type=burglary",
    ]  # fmt: skip
    assert [each.className for each in found.parts[ids.TILES]].count("tile chosen") == 1
    assert found.panels[overview.TREND].title == "All crime rose in each of the last two years"


# Sentences and tables agree.


@pytest.mark.parametrize("search", [each for each in SEARCHES if "view=" not in each])
def test_the_numbers_of_a_sentence_are_those_of_the_table(demo_pack, search) -> None:
    found = answer(demo_pack, "trends", search)
    annual = found.panels[ANNUAL].table.rows
    (year, n, _months, change, _ratio, verdict) = annual[-1]
    before = annual[-2][1]
    assert change == n - before
    said = f"{100 * change / before:+.1f}%" if before >= 50 else f"{change:+d}" if change else "0"
    said = said.replace("-", "−").replace("+0.0%", "0.0%")
    assert found.panels[ANNUAL].sentence == f"{year}: {said} on the year before, {verdict}."
    if "split" not in search:
        monthly = found.panels[MONTHLY]
        assert number_in(re.match(r"([\d,]+) in 2022/23", monthly.sentence)[1]) == n
        of_year = [row for row in monthly.table.rows if row[0] in LAST_YEAR]
        assert len(of_year) in {12, 4}
        assert sum(row[1] for row in of_year) == n
        difference = re.search(r": ([\d,]+) (more|fewer)", monthly.sentence)
        if difference:
            sign = 1 if difference[2] == "more" else -1
            assert sign * number_in(difference[1]) == n - annual[-2][1]
        else:
            assert n == annual[-2][1]
    overlay = answer(demo_pack, "trends", f"{search or '?'}&view=years").panels[MONTHLY]
    for label, month, peak in re.findall(r"(\w{3}) in (\d{4}/\d\d) \(([\d,]+)\)",
                                         overlay.sentence):  # fmt: skip
        column = overlay.table.head.index(month)
        row = next(row for row in overlay.table.rows if row[0] == label)
        assert row[column] == number_in(peak) == max(row[column] for row in overlay.table.rows)


@pytest.mark.parametrize("search", ["", "?type=asb&period=2021-22", "?type=burglary"])
def test_the_map_and_the_ranking_say_what_the_table_says(demo_pack, search) -> None:
    found = answer(demo_pack, "overview", search)
    rows = {row[0]: row for row in found.panels[overview.MAP].table.rows if row[1] == "ward"}
    order = sorted(rows.values(), key=lambda row: (-row[2], row[0]))
    lead = re.search(r"(?:^|\. )([^.]*) have the most", found.panels[overview.MAP].sentence)[1]
    assert lead == f"{order[0][0]}, {order[1][0]} and {order[2][0]}"
    lists = kinds(found.parts[ids.RANKING], "Ol")
    shown = [(text_of(link.children[0].children[0]), number_in(text_of(link.children[2])))
             for link in kinds(lists[1], "Link")]  # fmt: skip
    assert shown == [(row[0], row[2]) for row in order[:6]]
    quarter = sum(row[2] for row in order) / 4
    needed = next(k for k in range(1, 26) if sum(row[2] for row in order[:k]) >= quarter)
    said = "one ward" if needed == 1 else f"{needed} wards"
    assert found.panels[overview.MAP].title == f"A quarter of incidents fall in {said} of 25"


def test_a_split_adds_up_to_the_whole(demo_pack) -> None:
    whole = answer(demo_pack, "trends", "?type=crime-and-asb").panels[MONTHLY].table.rows
    by_type = answer(demo_pack, "trends", "?type=crime-and-asb&split=type").panels[MONTHLY]
    by_area = answer(demo_pack, "trends", "?type=crime-and-asb&split=area").panels[MONTHLY]
    assert len(by_type.table.head) == 15
    assert len(by_area.table.head) == 26
    for panel in (by_type, by_area):
        assert [sum(row[1:]) for row in panel.table.rows] == [row[1] for row in whole]


def test_a_category_of_asb_is_in_the_split_by_type(demo_pack) -> None:
    panel = answer(demo_pack, "trends", "?type=asb-personal&type=burglary&split=type").panels[
        MONTHLY
    ]
    assert panel.table.head == ("Month", "Burglary", "Anti-social behaviour")
    assert sum(row[2] for row in panel.table.rows) == 296 + 217 + 172
    assert "Monthly counts of 2 crime types" in panel.sentence


def test_shoplifting_drove_the_rise(demo_pack) -> None:
    panel = answer(demo_pack, "trends", "").panels[DRIVERS]
    assert panel.sentence.startswith("+841 on the year before, ▲ clear rise: Shoplifting +470")
    assert sum(row[3] for row in panel.table.rows) == 841
    by_ward = answer(demo_pack, "trends", "?parts=area").panels[DRIVERS]
    assert sum(row[3] for row in by_ward.table.rows) == 841
    assert len(by_ward.table.rows) == 25
    said = text_of(answer(demo_pack, "trends", "").parts[PUBLISHED])
    assert "Of the +841 in All crime (Excluding fraud), Shoplifting is +470" in said
    assert "+181 is in kinds that the report does not list." in said


def test_a_single_type_has_no_parts_but_wards(demo_pack) -> None:
    found = answer(demo_pack, "trends", "?type=asb&parts=type")
    assert len(found.panels[DRIVERS].table.rows) == 25
    assert sum(row[3] for row in found.panels[DRIVERS].table.rows) == 973 - 1227
    assert found.parts[PARTS] == []
    assert len(answer(demo_pack, "trends", "?type=asb&type=drugs").parts[PARTS]) == 2


@pytest.mark.parametrize("view", VIEW_CHOICES["view"])
def test_the_view_in_the_address_is_the_one_that_is_drawn(demo_pack, view) -> None:
    found = answer(demo_pack, "trends", f"?view={view}")
    marked = [text_of(each) for each in found.parts[VIEWS]
              if getattr(each, "aria-current", None) == "true"]  # fmt: skip
    assert len(marked) == 1
    assert bool(found.parts[SMALL]) == (view == "small")
    kind = found.panels[MONTHLY].figure.data[0].type
    assert kind == ("heatmap" if view == "heat" else "scatter")
    if view == "rate":
        people = 173945
        assert found.panels[MONTHLY].table.rows[-1][1] == pytest.approx(
            656 / people * 1000, abs=0.005
        )


def test_records_page_by_page(demo_pack) -> None:
    found = answer(demo_pack, "records", "?page=165")
    assert found.parts[HEADING] == "Records 8,201 to 8,244 of 8,244"
    assert len(kinds(found.parts[TABLE], "Tr")) == 45
    assert "Page 165 of 165" in text_of(found.parts[PAGER])
    # A page after the last is the last.
    assert text_of(answer(demo_pack, "records", "?page=99999").parts[TABLE]) == text_of(
        found.parts[TABLE]
    )
    links = [each.href for each in kinds(found.parts[PAGER], "Link")]
    assert links == ["?", "?page=164"]


def test_records_never_show_where_tier_b_was(demo_pack) -> None:
    found = answer(demo_pack, "records", "?type=robbery&type=drugs&sort=location")
    rows = [[text_of(cell).strip() for cell in kinds(row, "Td")]
            for row in kinds(found.parts[TABLE], "Tr")[1:]]  # fmt: skip
    assert len(rows) == 50
    assert {row[3] for row in rows} == {"not shown for this type"}
    assert "Point" not in text_of(found.parts[TABLE])


def test_records_say_when_there_are_none(demo_pack) -> None:
    found = answer(demo_pack, "records", "?type=robbery&area=charvil&from=2020-05&to=2020-05")
    assert found.parts[HEADING] == "No matching records"
    assert found.parts[TABLE] == []
    assert found.parts[PAGER] == []
    assert "Reset filters" in text_of(found.parts[NOTE])


def test_the_sorted_head_turns_and_says_so(demo_pack) -> None:
    found = answer(demo_pack, "records", "?sort=ward&order=up")
    heads = kinds(found.parts[TABLE], "Th")
    states = [each.to_plotly_json()["props"]["aria-sort"] for each in heads]
    assert states == ["none", "none", "ascending", "none", "none", "none"]
    # "down" is how a view begins, and so is not spelt.
    assert [kinds(each, "Link")[0].href for each in heads] == [
        "?", "?sort=type&order=up", "?sort=ward", "?sort=location&order=up",
        "?sort=outcome&order=up", "?sort=force&order=up",
    ]  # fmt: skip


def test_missing_months_are_gaps_in_every_chart(gap_pack) -> None:
    found = answer(gap_pack, "trends", "?type=crime-and-asb")
    for trace in found.panels[MONTHLY].figure.data[:1]:
        assert trace.y[13:17] == (8, None, None, 8)
    assert found.panels[MONTHLY].table.rows[14][:2] == ("June 2021", None)
    years = answer(gap_pack, "trends", "?type=crime-and-asb&view=years").panels[MONTHLY]
    assert years.figure.data[1].y[:4] == (8, 8, None, None)
    bars = found.panels[ANNUAL].figure.data[0]
    assert bars.y == (96, 80, 49)
    assert bars.marker.pattern.shape == ("", "/", "/")
    assert [row[3:] for row in found.panels[ANNUAL].table.rows] == [
        (None, None, "not compared"),
    ] * 3  # fmt: skip
    split = answer(gap_pack, "trends", "?type=crime-and-asb&split=type").panels[MONTHLY]
    assert {row[1:] for row in split.table.rows[14:16]} == {(None,) * 14}
    for trace in split.figure.data:
        assert trace.y[14:16] == (None, None)
        assert trace.connectgaps in (None, False)


def test_months_without_data_are_not_zeros(gap_pack) -> None:
    """Only missing months are chosen: nothing on screen may be a nought."""
    search = "?from=2021-06&to=2021-07"
    question = Question.read(search, gap_pack.domain)
    assert not question.held
    assert text_of(result(0, question)).startswith(
        "No data on crimes in Gapton for June to July 2021: nothing could be counted. Reset"
    )
    for measure in ("count", "rate", "change"):
        found = answer(gap_pack, "overview", f"{search}&measure={measure}")
        area = found.panels[overview.MAP]
        assert area.title == "No data to map"
        assert area.sentence == "None of the months chosen is held. A missing month is not zero."
        assert {row[2:] for row in area.table.rows} == {(None,) * 7 + ("not compared",)}
        assert area.figure.data[0].z == (0, 0)
        assert area.figure.data[0].text == ("<b>Alder</b><br>No data", "<b>Birch</b><br>No data")
        assert [text_of(each) for each in area.legend][1] == "No data"
        assert text_of(found.parts[ids.RANKING]).endswith(
            "Nothing to rank. None of the months chosen is held."
        )
    tiles = [text_of(each.children[1]) for each in found.parts[ids.TILES]]
    assert tiles == ["–"] * 6
    hot = answer(gap_pack, "hotspots", search).panels[hotspots.MAP]
    assert hot.sentence == "None of the months chosen is held. A missing month is not zero."
    assert answer(gap_pack, "records", search).parts[HEADING] == "No data for these months"


def test_months_held_in_part_are_counted(gap_pack) -> None:
    search = "?from=2021-05&to=2021-06&type=burglary"
    assert Question.read(search, gap_pack.domain).held
    area = answer(gap_pack, "overview", search).panels[overview.MAP]
    assert [row[2] for row in area.table.rows if row[1] == "ward"] == [2, 1]


def test_the_published_report(demo_pack, gap_pack) -> None:
    said = text_of(answer(demo_pack, "trends", "").parts[PUBLISHED])
    assert "12 of the report's 37 changes are beyond chance" in said
    assert "Chance alone would mark about 2" in said
    assert "(+125.0%)" in said  # Religious, on a base of 4
    assert "No annual report has been loaded." in text_of(
        answer(gap_pack, "trends", "").parts[PUBLISHED]
    )


def test_split_links(demo_pack) -> None:
    links = answer(demo_pack, "trends", "?type=asb&split=type").parts[SPLIT]
    assert [text_of(each) for each in links] == ["Together", "By type", "By area"]
    assert [each.href for each in links] == [
        "?type=asb", "?type=asb&split=type", "?type=asb&split=area",
    ]  # fmt: skip
    assert [getattr(each, "aria-current") for each in links] == [None, "true", None]


def test_marac(demo_pack) -> None:
    found = answer(demo_pack, "marac", "")
    assert found.parts[ids.LEAD] == (
        "33 of 91 cases discussed in 2022/23 were repeats: 36.3%. That is too few cases to say "
        "whether the rate is within the expected 28 to 40%, which is still to be confirmed. "
        "From 2021/22 to 2022/23 nothing changed beyond chance."
    )
    panel = found.panels[marac.RATE]
    assert [row[:6] for row in panel.table.rows] == [
        ("2016/17", 84, None, None, None, None),
        ("2019/20", 128, 34, "26.5625%", "26.5%", "19.7 to 34.8%"),
        ("2020/21", 136, 52, "38.2353%", "38.2%", "30.5 to 46.6%"),
        ("2021/22", 75, 23, "30.6667%", "30.6%", "21.4 to 41.8%"),
        ("2022/23", 91, 33, "36.2637%", "36.2%", "27.1 to 46.5%"),
    ]
    assert panel.figure.data[-1].y == pytest.approx((26.5625, 38.2353, 30.6667, 36.2637), abs=1e-4)
    said = text_of(found.parts[marac.CHANGES])
    assert said.startswith("Nothing changed beyond chance in 2022/23")
    assert "Of 11 rows, 4 are marked as beyond chance" in said
    numbers = text_of(found.parts[marac.NUMBERS])
    assert "Why were there 0.90 children per case in 2022/23" in numbers
    assert "91 33 36.2637% 36.2% 27.1 to 46.5% 82 0.90 13.3 safelives-current" in numbers
    assert found.tables[marac.NUMBERS].rows[-1][8] == pytest.approx(13.287581)


def test_a_borough_without_marac_says_so_and_hides_nothing_else(gap_pack, small) -> None:
    found = answer(gap_pack, "marac", "")
    assert found.parts[ids.LEAD].startswith("No published MARAC figures have been loaded.")
    assert found.parts[marac.NUMBERS] == []
    assert found.parts[marac.FINER] == ""
    for card in (marac.ABUSE, marac.HATE):
        assert "Add an annual source with the table" in text_of(found.parts[card])
    assert len(answer(gap_pack, "overview", "").parts[ids.TILES]) == 6
    small.edit("small.toml", 'kind = "marac"', 'kind = "annotations"')
    small.edit("small.toml", 'path = "marac.csv"', 'path = "notes.csv"')
    small.write(
        "annual.csv",
        "table,measure,2020/21,2021/22,published_change,published_pct_change\n"
        "crime,All crime,30,33,3,10.0\ncrime,Burglary,10,11,1,10.0\ncrime,Other,20,22,2,10.0\n"
        "hate_crime,Hate,12,40,28,233.3\ndomestic_abuse,Crime,100,99,-1,-1.0\n",
    )
    found = answer(small.build(), "marac", "")
    assert found.parts[marac.NUMBERS] == []
    assert text_of(found.parts[marac.HATE]).startswith("Hate crime: hate rose clearly in 2021/22")
    assert text_of(found.parts[marac.ABUSE]).startswith(
        "Domestic abuse: nothing changed beyond chance in 2021/22"
    )


def test_partners_with_quarters_alone_are_not_told_to_add_a_source(small) -> None:
    small.write("marac.csv", RETURN)
    text = small.toml.read_text()
    at = text.index('kind = "marac"')
    small.write("small.toml", text[:at] + text[at:].replace("published", "restricted", 1))

    found = answer(small.build(audience="partner"), "marac", "")
    assert found.parts[ids.LEAD] == (
        "No published MARAC years have been loaded. Finer returns are below, for partners."
    )
    assert (found.parts[marac.NUMBERS], bool(found.parts[marac.FINER])) == ([], True)
    assert len(found.panels[marac.WINDOWS].table.rows) == 2


RETURN = """period_start,period_end,cases,repeat_cases,children,definition_version
2021-04-01,2021-06-30,11,3,5,a
2021-07-01,2021-09-30,13,4,5,a
2021-10-01,2021-12-31,9,2,0,a
2022-01-01,2022-03-31,12,3,1,a
2022-04-01,2022-06-30,3,1,1,a
"""


def test_a_quarterly_return_is_for_partners_only_and_never_exact(small) -> None:
    small.write("quarters.csv", RETURN)
    small.add_source("marac", "quarters.csv", access='"restricted"')

    public = answer(small.build(small.folder / "public"), "marac", "")
    assert public.parts[marac.FINER] == ""
    assert public.panels[marac.WINDOWS].table.rows == []

    pack = small.build(small.folder / "partner", audience="partner")
    found = answer(pack, "marac", "")
    assert found.parts[marac.FINER]
    assert found.panels[marac.WINDOWS].table.rows == [
        ("March 2022", 45, 10, "about 22%", 10, ""),
        ("June 2022", 35, 10, "about 29%", 5, ""),
    ]
    assert "proposed, not yet signed off" in found.panels[marac.WINDOWS].sentence
    reads_well(found)
    # The published years beside it are as they were, and no quarter is in the pack.
    assert [row[1] for row in found.panels[marac.RATE].table.rows] == [40, 44]
    assert queries.marac(pack)["cases"].tolist() == [40, 44]
    assert {*queries.marac_windows(pack)["value"]} == {45, 10, 35, 5}


def test_about(demo_pack, gap_pack) -> None:
    said = text_of(answer(demo_pack, "about", "").parts[about.BODY])
    assert "36 of 36 months are held, April 2020 to March 2023." in said
    assert "173,945 residents in 25 wards" in said
    assert "It now holds the demonstration set." in said
    assert "26,045" in said
    gaps = text_of(answer(gap_pack, "about", "").parts[about.BODY])
    assert "28 of 30 months are held" in gaps
    assert "Missing: June to July 2021." in gaps
    assert "This set does not say which." in gaps
    assert "demonstration" not in gaps.lower()


def test_a_card_is_filled_in_the_order_of_its_outputs(demo_pack) -> None:
    panel = answer(demo_pack, "overview", "").panels[overview.TREND]
    assert isinstance(panel, Panel)
    head, figure, legend = fill("k", panel)
    assert head == (
        f'<h2 id="k-title">{panel.title}</h2>'
        f'<p id="k-finding" class="finding">{panel.sentence}</p>'
    )  # fmt: skip
    assert (figure, legend) == (panel.figure.to_plotly_json(), "")
    assert [(each.component_id, each.component_property) for each in outputs("k")] == [
        ("k-head", "data-html"), ("k-graph", "figure"), ("k-legend", "data-html"),
    ]  # fmt: skip


def test_the_numbers_of_a_card_as_html(demo_pack) -> None:
    panel = answer(demo_pack, "overview", "").panels[overview.TREND]
    text = numbers("k", panel, "/download/k.csv?type=asb")
    assert text.count("<tr>") == 37
    assert f'<th scope="row">April 2020</th><td>{panel.table.rows[0][1]:,}</td>' in text
    assert 'href="/download/k.csv?type=asb"' in text
    assert f"<caption>{panel.table.caption}</caption>" in text


def test_the_total_is_what_the_records_hold(demo_pack) -> None:
    for search in SEARCHES:
        question = Question.read(search, demo_pack.domain)
        every = queries.records(demo_pack, question.filters, question.view, every=True)
        assert len(every) == queries.total(demo_pack, question.filters)
