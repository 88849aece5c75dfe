"""The relations that an annual report's figures should satisfy, read and worked out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd

from data import csvfile
from data.errors import BadInput, quoted
from data.readers.annual import YEAR
from data.reconcile import (
    FALL,
    RELATIONS,
    RISE,
    Check,
    Exemption,
    Figure,
    Result,
    Values,
    exact_of,
    exceptions_in,
    results,
)

NEEDED = ("check", "relation", "table", "measure")
OPTIONAL = ("terms", "years", "stated", "exception", "quotation", "note")
TERM = re.compile(r"(?P<sign>-?)\s*(?P<table>.+?)::(?P<measure>.+)")
STOPS = ("sum", "equal")
TERMS_OF = {"equal": 1, "percentage": 2}


def read(path: Path, figures: pd.DataFrame) -> list[Check]:
    """The checks of one file, in its order.

    ``figures`` has the columns of the pack's table ``annual_figure``.

    Raises:
        BadInput: a relation, term, year or exception cannot be understood, or names a figure that
            was not published.
    """
    frame = csvfile.read(path, NEEDED)
    known = {(row["table_name"], row["measure"]) for row in figures.to_dict("records")}
    return [_check(path, row, known) for row in frame.to_dict("records")]


def _check(path: Path, row: Mapping[str, Any], known: set[Figure]) -> Check:
    line = int(row["line"])
    given = {key: str(row.get(key, "")).strip() for key in (*NEEDED, *OPTIONAL)}

    def refuse(what: str, do: str) -> BadInput:
        return BadInput(path, f"{what} in {quoted(given['check'])}", do, line)

    relation = next((each for each in RELATIONS if each == given["relation"]), None)
    if relation is None:
        raise refuse(f"{quoted(given['relation'])} is no relation", f"Use {' or '.join(RELATIONS)}")
    terms = []
    for text in filter(None, (each.strip() for each in given["terms"].split(";"))):
        found = TERM.fullmatch(text)
        if found is None:
            raise refuse(
                f"the term {quoted(text)} is not table::measure",
                "Write each as table::measure, with ; between them",
            )
        terms.append(((found["table"], found["measure"]), -1 if found["sign"] else 1))
    for figure in ((given["table"], given["measure"]), *(figure for figure, _sign in terms)):
        if figure not in known:
            raise refuse(
                f"{quoted('::'.join(figure))} is not a published figure",
                "Spell it as in the annual file",
            )
    wanted = TERMS_OF.get(relation)
    if (wanted and len(terms) not in {wanted, 0 if relation == "percentage" else wanted}) or (
        relation == "sum" and not terms
    ):
        raise refuse(f"{len(terms)} terms are given", "Give the parts, or part and whole")
    years = [each.strip() for each in given["years"].split("to")] if given["years"] else []
    if any(not YEAR.fullmatch(each) for each in years):
        raise refuse(f"{quoted(given['years'])} is no year", "Write 2022/23 or 2020/21 to 2022/23")
    if not _stated_well(relation, given["stated"], bool(terms)):
        raise refuse(
            f"{quoted(given['stated'])} is stated, which is no answer to {relation}",
            "Give a number, rise or fall as the relation wants",
        )
    try:
        exceptions = exceptions_in(given["exception"])
    except ValueError as error:
        raise refuse(str(error), "Write 2022/23 998 unlisted, with ; between them") from None
    return Check(
        given["check"], relation, (given["table"], given["measure"]), tuple(terms), tuple(years),
        given["stated"], exceptions, given["quotation"], given["note"], line,
    )  # fmt: skip


def _stated_well(relation: str, stated: str, terms: bool) -> bool:
    if relation == "direction":
        return stated in {RISE, FALL}
    number = re.fullmatch(r"[+-]?\d+(\.\d+)?", stated) is not None
    if relation == "change" or (relation == "percentage" and not terms):
        return number
    return number if stated and relation == "percentage" else not stated


def work_out(checks: list[tuple[Path, Check]], figures: pd.DataFrame) -> pd.DataFrame:
    """Every check, and every change that a report prints, worked out for each report.

    Columns: report, check, relation, table_name, measure, year, published, found, exact, state,
    reason, quotation, note.

    Raises:
        BadInput: a sum or two equal figures do not agree, and no exception says so.
    """
    rows = []
    for report, held in figures.groupby("report", sort=False):
        values = values_of(held)
        printed = [(None, each) for each in _printed(held)]
        for path, check in [*printed, *checks]:
            own = _own_exceptions(held, check)
            for found in results(replace(check, exceptions={**check.exceptions, **own}), values):
                if found.state == "fails" and check.relation in STOPS and path is not None:
                    raise BadInput(
                        path,
                        f"{check.name}, {found.year}: {found.published} published, "
                        f"{found.found} found ({found.reason})",
                        "Mend the figures, or declare the exception with its size",
                        check.line,
                    )
                rows.append(_row(str(report), found))
    return pd.DataFrame(rows)


def values_of(figures: pd.DataFrame) -> Values:
    """The figures of one report by table and measure, then by year."""
    found: dict[Figure, dict[str, Fraction]] = {}
    for row in figures.to_dict("records"):
        of_measure = found.setdefault((row["table_name"], row["measure"]), {})
        of_measure[row["year"]] = exact_of(row["value"])
    return found


def _printed(figures: pd.DataFrame) -> Iterator[Check]:
    """The changes and percentages that a report prints beside its figures, as checks."""
    for row in figures[figures["published_change"].notna()].to_dict("records"):
        figure, years = (row["table_name"], row["measure"]), (row["year"],)
        change = str(exact_of(row["published_change"]))
        yield Check(row["measure"], "change", figure, years=years, stated=change)
        if not pd.isna(row["published_percent"]):
            percent = str(exact_of(row["published_percent"]))
            yield Check(row["measure"], "percentage", figure, years=years, stated=percent)


def _own_exceptions(figures: pd.DataFrame, check: Check) -> dict[str, Exemption]:
    """What the annual file itself declares for the figure of a sum or of two equal ones."""
    if check.relation not in STOPS:
        return {}
    table, measure = check.figure
    same = figures[(figures["table_name"] == table) & (figures["measure"] == measure)]
    return {
        year: each
        for text in same["exception"].unique()
        for year, each in exceptions_in(text).items()
    }


def _row(report: str, found: Result) -> dict[str, object]:
    check = found.check
    return {
        "report": report, "check": check.name, "relation": check.relation,
        "table_name": check.figure[0], "measure": check.figure[1], "year": found.year,
        "published": found.published, "found": found.found, "exact": found.exact,
        "state": found.state, "reason": found.reason, "quotation": check.quotation,
        "note": check.note,
    }  # fmt: skip
