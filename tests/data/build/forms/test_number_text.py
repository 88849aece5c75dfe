import pandas as pd
import pytest

from data.build.forms import number_text


@pytest.mark.parametrize(("text", "whole", "rounded"), [
    ("8500", "8500", "8500"), (" 8,500 ", "8500", "8500"), ("1,234,567", "1234567", "1234567"),
    ("8 500", "8500", "8500"), ("8\u00a0500", "8500", "8500"), ("8500.0", "8500", "8500"),
    ("8,500.00", "8500", "8500"), ("8500.4", "8500.4", "8500"), ("12.5", "12.5", "12"),
    ("8.500", "8.500", "8.500"), ("1,2345", "1,2345", "1,2345"), ("12,34", "12,34", "12,34"),
    ("c", "c", "c"), ("", "", ""), ("1e3", "1e3", "1e3"), ("-5", "-5", "-5"),
])  # fmt: skip
def test_numbers_lose_their_separators_and_nothing_is_guessed(
    text: str, whole: str, rounded: str
) -> None:
    assert number_text.plain(pd.Series([text])).tolist() == [whole]
    assert number_text.rounded(pd.Series([text])).tolist() == [rounded]
