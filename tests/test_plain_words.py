"""Words and names that ``docs/glossary.md`` replaces occur nowhere in product code and docs."""

import io
import re
import tokenize
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOPS = ("data", "geo", "layouts", "callbacks", "dashboard", "bench", "docs")
TEXT = {".py", ".sql", ".js", ".css", ".md"}
# Words of the old style, as regular expressions: in comments, docstrings, messages and names.
WORDS = (
    "told(?![ _]apart)", "untold", "aslant", "reckon(s|ed|ing)?", "strangers?", "swept away",
    "let(s|ting)? go of", "by lots?", "draw(s|n|ing)? lots", "nobody's fault", "without a word",
    "behind whoever", "mend it", "hath", "doth", "thou", "thy", "whence", "whither", "hither",
    "thither", "henceforth", "thereof", "whereof", "wherein", "wherefore", "heretofore", "nought",
    "naught", "lest", "nigh", "ere", "amongst", "whilst", "betwixt", "yonder",
)  # fmt: skip
FORBIDDEN = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(WORDS)})(?![A-Za-z])", re.IGNORECASE)
# The left column of the table of names: as identifiers in Python.
NAMES = {
    "Attack", "Beside", "HELD", "Handout", "NOWHERE", "Told", "Wanted", "anew", "for_room",
    "had_it_followed", "printed", "spelt", "told_at", "warm", "_lots",
}  # fmt: skip


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def files() -> tuple[Path, ...]:
    inside = [path for top in TOPS for path in (ROOT / top).rglob("*")]
    every = [*inside, *ROOT.glob("*.md")]
    return tuple(sorted(path for path in every if path.suffix in TEXT and path.is_file()))


def words_in(text: str) -> list[tuple[int, str]]:
    """Return each forbidden word with its line."""
    return [
        (number, match[0].lower())
        for number, line in enumerate(text.splitlines(), 1)
        for match in FORBIDDEN.finditer(line)
    ]


def names_in(text: str) -> list[tuple[int, str]]:
    """Return each replaced identifier of a Python text with its line."""
    return [
        (token.start[0], token.string)
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.NAME and token.string in NAMES
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The count is told.", ["told"]),
        ("updated = told_at", ["told"]),
        ("# Strangers reckon\n-- by lot, aslant", ["strangers", "reckon", "by lot", "aslant"]),
        ("No two colours can be told apart; a stronger total, a slot, a lesson.", []),
    ],
)
def test_forbidden_words_are_found(text: str, found: list[str]) -> None:
    assert [word for _line, word in words_in(text)] == found


def test_replaced_names_are_found_in_code_only() -> None:
    assert names_in("Handout = 1  # a Handout\nx = y.anew\n") == [(1, "Handout"), (2, "anew")]


def test_no_text_uses_the_old_words() -> None:
    found = [
        f"{name(path)}:{line}: {word}"
        for path in files()
        for line, word in words_in(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_no_code_uses_replaced_names() -> None:
    found = [
        f"{name(path)}:{line}: {each}"
        for path in files()
        if path.suffix == ".py"
        for line, each in names_in(path.read_text(encoding="utf-8"))
    ]

    assert found == []
