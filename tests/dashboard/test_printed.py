"""Counts that commands print have their noun in the singular or the plural."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from dashboard import console, fetching
from tests.domains import domain_of


@pytest.mark.parametrize(("count", "said"), [
    (1, "1 file was fetched into small."), (2, "2 files were fetched into small."),
])  # fmt: skip
def test_files_that_were_fetched(capsys, count: int, said: str) -> None:
    ledger = SimpleNamespace(folder=Path("small"))
    fetching._say(SimpleNamespace(fetched=count, ledger=ledger, notes=[], gaps=[]))
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(("count", "said"), [(1, "1 month."), (2, "2 months.")])
def test_months_of_a_source(monkeypatch: pytest.MonkeyPatch, capsys, count: int, said: str) -> None:
    monkeypatch.setattr(console.queries, "coverage", lambda _pack: None)
    row = SimpleNamespace(source="Kent", primary=True, months=count)
    monkeypatch.setattr(console, "rows", lambda *_given: [row])
    console.months(SimpleNamespace(domain=domain_of("2022-01", "2022-02")))
    assert f"Kent (primary): {said}" in capsys.readouterr().out
