"""What the page "What is new" says of what changed."""

from datetime import date

from data.changes.changes import Changes, Part, Revision, VerdictChange
from data.model import pages
from layouts.pages.news import news
from layouts.shell.shell import header
from tests.domains import domain_of
from tests.texts import kinds, text_of

APRIL, MAY = date(2022, 4, 1), date(2022, 5, 1)
CHANGES = Changes(
    before="a", after="b", new=(APRIL, MAY), gone=(),
    revisions=(Revision("2021/22", "burglary", "Burglary", 40, 42, 7),
               Revision("2021/22", "drugs", "Drugs", 9, 8, 1)),
    verdicts=(VerdictChange("All crime", "", "normal", "up clear"),),
)  # fmt: skip


def test_what_changed_is_said_in_sentences() -> None:
    assert news.sentences(CHANGES) == [
        "New months: April to May 2022.",
        "In months held before, 8 outcomes were revised; the counts of the types and years below "
        "changed by +1 in all.",
        "Verdicts that are new, gone or different: 1.",
    ]


def test_a_part_of_a_month_that_is_gone_is_said_to_be_missing() -> None:
    parts = Changes("a", "b", (), (), (), (), found=(Part("Rail", (), (APRIL, MAY)),),
                    lost=(Part("Police", ("Drugs", "Robbery"), (MAY,)),))  # fmt: skip

    assert news.sentences(parts) == [
        "Now held: data of Rail in April to May 2022.",
        "No longer held: Drugs and Robbery of Police in May 2022. That is missing, not zero.",
    ]


def test_tables_hold_each_revision_and_verdict() -> None:
    assert news.revisions(CHANGES).rows == [
        ("2021/22", "Burglary", 40, 42, 2, 7), ("2021/22", "Drugs", 9, 8, -1, 1),
    ]  # fmt: skip
    assert news.verdicts(CHANGES).rows == [
        ("All crime", "whole area", "within normal variation", "clear rise")
    ]


def test_nothing_and_no_earlier_pack_are_said_in_words() -> None:
    same = Changes("a", "b", (), (), (), ())

    assert news.sentences(same) == ["Nothing has changed."]
    assert "No verdict has changed." in text_of(news.body(same))
    assert "first figures loaded" in text_of(news.body(None))


def test_the_date_in_the_header_leads_to_the_page() -> None:
    links = [each for each in kinds(header([], domain_of()), "Link")
             if getattr(each, "className", "") == "until"]  # fmt: skip

    assert [each.href for each in links] == [pages.NEWS.path]
