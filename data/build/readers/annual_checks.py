"""Read and evaluate the relations that the figures of an annual report should satisfy."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pandas as pd

from data.build import csvfile
from data.build.csvfile import Cell
from data.build.errors import refuse
from data.build.readers.annual import EXCEPTION, YEAR, published
from data.stats.reconcile import (
    FALL,
    RISE,
    Check,
    Exemption,
    Figure,
    Relation,
    Result,
    Values,
    exact_of,
    exceptions_in,
    results,
)

NEEDED = ("check", "relation", "table", "measure")
OPTIONAL = ("terms", "years", "stated", "exception", "quotation", "note")
TERM = re.compile(r"(?P<sign>-?)\s*(?P<table>.+?)::(?P<measure>.+)")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
# The build stops if one of these relations does not hold and no exception is declared.
STOPS = ("sum", "equal")
Terms = tuple[tuple[Figure, int], ...]


def read(path: Path, figures: pd.DataFrame) -> list[Check]:
    """Return the checks of one file, in the order of the file.

    ``figures`` has the columns of the pack's table ``annual_figure``.

    Raises:
        BadInput: a relation, term, year, stated value or exception cannot be understood, or names
            a figure that was not published.
    """
    rows = csvfile.read_columns(path, NEEDED, OPTIONAL)
    csvfile.refuse_other(path, rows, "relation", get_args(Relation))
    do = "Write each as table::measure, with ; between them"
    for column, cell in (
        ("terms", Cell(_terms, "a list of terms", do)),
        ("years", Cell(_years, "a year", "Write 2022/23 or 2020/21 to 2022/23")),
        ("exception", EXCEPTION),
    ):
        rows[column] = csvfile.parsed(path, rows, column, cell)
    known = published(figures)
    return [_check(path, row, known) for row in rows.to_dict("records")]


def _terms(text: str) -> Terms | None:
    matches = [TERM.fullmatch(term.strip()) for term in text.split(";") if term.strip()]
    terms = ((match["table"], match["measure"], match["sign"]) for match in matches if match)
    found = tuple(((table, measure), -1 if sign else 1) for table, measure, sign in terms)
    return found if len(found) == len(matches) else None


def _years(text: str) -> tuple[str, ...] | None:
    years = tuple(year.strip() for year in text.split("to")) if text else ()
    return years if all(map(YEAR.fullmatch, years)) else None


def _check(path: Path, row: Mapping[str, Any], known: set[Figure]) -> Check:
    relation, terms, stated = row["relation"], row["terms"], row["stated"]
    figure = row["table"], row["measure"]
    for column, each in (("measure", figure), *(("terms", term) for term, _sign in terms)):
        if each not in known:
            what = f"{each[0]}::{each[1]} is not a published figure"
            refuse(path, what, "Spell it as in the annual file", row["line"], column)
    if not _fits(relation, len(terms)):
        do = "Give a sum its parts, equal one term, a percentage its part and whole or none"
        what = f"the number of terms, {len(terms)}, does not fit {relation}"
        refuse(path, what, do, row["line"], "terms")
    if not _answers(relation, stated, len(terms)):
        do = "Give direction rise or fall, a change or percentage its number, others nothing"
        refuse(path, f"'{stated}' does not fit {relation}", do, row["line"], "stated")
    return Check(
        row["check"], relation, figure, terms, row["years"], stated, row["exception"],
        row["quotation"], row["note"], row["line"],
    )  # fmt: skip


def _fits(relation: Relation, terms: int) -> bool:
    """Return whether a relation can have this number of terms."""
    match relation:
        case "sum":
            return terms > 0
        case "equal":
            return terms == 1
        case "percentage":
            return terms in {0, 2}
        case _:
            return True


def _answers(relation: Relation, stated: str, terms: int) -> bool:
    """Return whether a stated value is of the kind that a relation needs."""
    match relation:
        case "direction":
            return stated in {RISE, FALL}
        case "sum" | "equal":
            return not stated
        case "percentage" if terms and not stated:
            return True
        case _:
            return NUMBER.fullmatch(stated) is not None


def evaluate(checks: list[tuple[Path, Check]], figures: pd.DataFrame) -> pd.DataFrame:
    """Return the results of the checks, and of the changes and percentages that a report prints.

    One row per result: a check has one for each report and year.

    Columns: report, check, relation, table_name, measure, year, published, found, exact, state,
    reason, quotation, note.

    Raises:
        BadInput: a sum or two equal figures do not agree, and no exception is declared.
    """
    rows = []
    for report, own in figures.groupby("report", sort=False):
        values = values_of(own)
        for path, check in [*((None, each) for each in _printed(own)), *checks]:
            exceptions = {**check.exceptions, **_own_exceptions(own, check)}
            for result in results(replace(check, exceptions=exceptions), values):
                if result.state == "fails" and check.relation in STOPS and path is not None:
                    refuse(
                        path,
                        f"{check.name}, {result.year}: {result.published} is published, "
                        f"{result.found} is calculated ({result.reason})",
                        "Correct the figures, or declare the exception with its size",
                        check.line,
                    )
                rows.append(_row(str(report), result))
    return pd.DataFrame(rows)


def values_of(figures: pd.DataFrame) -> Values:
    """Return the figures of one report by table and measure, then by year."""
    values: dict[Figure, dict[str, Fraction]] = {}
    for row in figures.to_dict("records"):
        by_year = values.setdefault((row["table_name"], row["measure"]), {})
        by_year[row["year"]] = exact_of(row["value"])
    return values


def _printed(figures: pd.DataFrame) -> Iterator[Check]:
    """Yield the changes and percentages that a report prints beside its figures, as checks."""
    relations: tuple[tuple[Relation, str], ...] = (
        ("change", "published_change"), ("percentage", "published_percent"),
    )  # fmt: skip
    columns = [column for _relation, column in relations]
    for row in figures[figures[columns].notna().any(axis=1)].to_dict("records"):
        figure, years = (row["table_name"], row["measure"]), (row["year"],)
        for relation, column in relations:
            if not pd.isna(row[column]):
                stated = str(exact_of(row[column]))
                yield Check(row["measure"], relation, figure, years=years, stated=stated)


def _own_exceptions(figures: pd.DataFrame, check: Check) -> dict[str, Exemption]:
    """Return the exceptions by year that the annual file declares for a check's figure.

    Empty for relations other than sum and equal.
    """
    if check.relation not in STOPS:
        return {}
    table, measure = check.figure
    same = figures[(figures["table_name"] == table) & (figures["measure"] == measure)]
    declared = [exceptions_in(text) for text in same["exception"].unique()]
    return {year: exemption for each in declared for year, exemption in each.items()}


def _row(report: str, result: Result) -> dict[str, object]:
    check = result.check
    return {
        "report": report, "check": check.name, "relation": check.relation,
        "table_name": check.figure[0], "measure": check.figure[1], "year": result.year,
        "published": result.published, "found": result.found, "exact": result.exact,
        "state": result.state, "reason": result.reason, "quotation": check.quotation,
        "note": check.note,
    }  # fmt: skip
