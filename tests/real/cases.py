"""Build every case of ../shared/cases by the command line: ``python -m tests.real.cases NAME ...``.

Prints what should happen (``cases.csv``: our words, and for cases without an EXPECT.txt what they
gave before), what happened, and whether the two agree. Each case is copied first: a build may write
beside its TOML.
"""

import csv
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from dashboard.command_line import main as csp_dashboard
from data.model.filters import ALL, Filters
from data.pack import incidents
from data.pack.packs import Packs

SHARED = Path(__file__).parents[3] / "shared"
EXPECTED = Path(__file__).with_suffix(".csv")
LOCKED = "175-unreadable-folder", "police/2022-05"
NOBODY = 65534


@dataclass(frozen=True)
class Outcome:
    """What a build gave: its exit code, incidents and months held, and everything it printed."""

    code: int
    incidents: int
    months: int
    printed: str

    @property
    def line(self) -> str:
        """The numbers of a pack, else the line of the error."""
        if self.code:
            return " ".join(self.printed.split())
        return f"{self.incidents} incidents in {self.months} months"


@dataclass(frozen=True)
class Expected:
    """What a build should give: ``says`` is a pattern of the numbers or of what it prints.

    Without a ``code`` both a pack with the right numbers and a refusal in the right words will do.
    """

    code: int | None
    says: str

    def agrees(self, found: Outcome) -> bool:
        """Whether an outcome is the expected one."""
        said = f"{found.line} {' '.join(found.printed.split())}"
        return self.code in {None, found.code} and bool(re.search(self.says, said))


def expected() -> dict[str, Expected]:
    """Return what is expected of every case by its name."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return {
            row["case"]: Expected(int(row["exit"]) if row["exit"] else None, row["says"])
            for row in csv.DictReader(file)
        }


def outcome(case: Path) -> Outcome:
    """Build a copy of a case; files above its folder are those of ``SHARED``."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "data").symlink_to(SHARED / "data")
        copy = root / "cases" / case.name
        shutil.copytree(case, copy)
        out, said = root / "packs", io.StringIO()
        arguments = ["build", "--sources", str(copy / "borough.toml"), "--out", str(out)]
        with redirect_stdout(said), redirect_stderr(said), _locked(case.name, root):
            code = csp_dashboard(arguments)
        if code:
            return Outcome(code, 0, 0, said.getvalue().replace(str(copy), ""))
        pack = Packs(out).current()
        domain = pack.domain
        everything = Filters.of(domain, crime=["crime-and-asb"], period=ALL)
        return Outcome(0, incidents.total(pack, everything), len(domain.covered), said.getvalue())


@contextmanager
def _locked(name: str, root: Path) -> Iterator[None]:
    """Take the right to read one folder away, from root too, for the case that is about that."""
    if name != LOCKED[0]:
        yield
        return
    (root / "cases" / name / LOCKED[1]).chmod(0)
    user = os.geteuid()
    try:
        if user == 0:
            for each in (root, *root.rglob("*")):
                os.chown(each, NOBODY, NOBODY, follow_symlinks=False)
            os.seteuid(NOBODY)
        yield
    finally:
        os.seteuid(user)
        (root / "cases" / name / LOCKED[1]).chmod(0o700)


def main(names: Sequence[str]) -> int:
    """Run the named cases, else all; return how many do not agree."""
    cases = SHARED / "cases"
    if not cases.is_dir():
        sys.stdout.write(f"Skipped: there is no {cases.parent.name}/{cases.name} here.\n")
        return 0
    wanted, wrong = expected(), 0
    _row("Case", "Agrees", "Expected", "Happened")
    for case in sorted(each for each in cases.iterdir() if each.is_dir()):
        if names and case.name.partition("-")[0] not in names and case.name not in names:
            continue
        if not (case / "borough.toml").exists():
            _row(case.name, "–", "", "skipped: it has no borough.toml")
            continue
        found, one = outcome(case), wanted.get(case.name)
        agrees = one is not None and one.agrees(found)
        wrong += not agrees
        _row(case.name, "yes" if agrees else "NO", one.says if one else "", found.line)
    sys.stdout.write(f"{wrong} do not agree.\n")
    return min(wrong, 1)


def _row(case: str, agrees: str, says: str, line: str) -> None:
    sys.stdout.write(f"{case:28} {agrees:6} {says[:60]:60} {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
