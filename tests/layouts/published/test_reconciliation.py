"""What the page says of checks on published figures."""

import pandas as pd
import pytest

from data.pack import queries
from layouts.published.reconciliation import body, reconciled, rounding_rules, table
from tests.texts import kinds, text_of


@pytest.fixture(scope="module")
def checks(demo_pack) -> pd.DataFrame:
    return queries.annual_checks(demo_pack)


def test_the_sentence_counts_what_agrees(checks) -> None:
    agree = int((checks["state"] == "agrees").sum())
    assert reconciled(checks) == (
        f"{agree} of the {len(checks)} checks on the report's own figures agree; 15 do not, each "
        "with its reason."
    )
    assert reconciled(checks[checks["state"] == "agrees"]).endswith("figures agree.")
    assert reconciled(checks.head(0)) == "No checks on an annual report have been loaded."
    planted = checks.head(1).assign(state="fails")
    assert reconciled(planted).endswith("; 1 does not, 1 of them not explained.")


def test_crosses_come_first_and_every_check_is_in_the_second_table(checks) -> None:
    off, every = kinds(body(checks), "Table")
    assert len(kinds(off, "Tr")) - 1 == 15
    assert len(kinds(every, "Tr")) - 1 == len(checks)
    assert "✓" not in text_of(off)
    assert {row[0] for row in table(checks, "").rows} == {"✓ yes", "✗ no"}


def test_a_row_has_the_exact_value_and_the_reports_words(checks) -> None:
    cells = {(row[1], row[2]): row for row in table(checks, "").rows}
    marac = cells["MARAC repeat rate (percentage)", "2022/23"]
    assert marac[3:6] == ("36.2", "36.3", "36.2637")
    assert marac[6].startswith("Truncated, not rounded.")
    rise = cells["Harassment: continued rise (direction)", "2020/21 to 2022/23"]
    assert rise[0] == "✓ yes"
    assert rise[5] == "–"
    assert rise[6].startswith("“")


def test_the_rounding_rule_is_stated_for_each_table(checks) -> None:
    rounded, cut = rounding_rules(checks)
    assert "crime performance summary" in rounded
    assert rounded.endswith("rounded to one decimal, halves away from zero.")
    assert cut == "Percentages in MARAC repeat rate: truncated to one decimal place."


def test_without_checks_there_is_only_a_sentence(checks) -> None:
    assert text_of(body(checks.head(0))).strip() == (
        "No checks on an annual report have been loaded."
    )
