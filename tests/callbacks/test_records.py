"""The list of records: pages, order, places that are not shown."""

from data.model.question import Question
from data.pack import incidents, queries
from layouts.pages.records.records import HEADING, NOTE, PAGER, TABLE
from tests.callbacks.answers import SEARCHES, answer
from tests.texts import kinds, text_of


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


def test_the_total_is_what_the_records_hold(demo_pack) -> None:
    for search in SEARCHES:
        question = Question.from_query(search, demo_pack.domain)
        every = queries.records(demo_pack, question.filters, question.view, every=True)
        assert len(every) == incidents.total(demo_pack, question.filters)


def test_missing_months_are_not_called_filters_without_matches(gap_pack) -> None:
    found = answer(gap_pack, "records", "?from=2021-06&to=2021-07")
    said = text_of(found.parts[NOTE])
    assert said.startswith("There is no data for the months chosen. Reset filters")
