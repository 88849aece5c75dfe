"""The command ``inspect``: print what files seem to be and the sources to paste into the TOML."""

import json
import sys
from argparse import Namespace
from pathlib import Path

from dashboard import console
from data.build.forms import container
from data.build.inspection.finding import Finding, block, borough
from data.build.inspection.inspect import inspect, one_district, pattern
from data.model.noun import Noun

MOST_COLUMNS = 12  # how many unused columns are listed
FILE, ROW = Noun("file", "files"), Noun("row", "rows")


def run(args: Namespace) -> int:
    """Print what each file is; the exit code is 1 if a build would stop at one of them."""
    paths = [path for each in args.files for path in _expanded(each)]
    findings = inspect(paths)
    if args.json:
        listed = [each.as_json(pattern(each.files, Path())) for each in findings]
        sys.stdout.write(f"{json.dumps(listed, ensure_ascii=False)}\n")
    else:
        if not findings:
            console.say("The folder has no files.")
        for number, each in enumerate(findings):
            for line in [*([""] if number else []), *_lines(each)]:
                console.say(line)
        district = one_district(findings)
        if district:
            console.say(f"\nAll wards are in one district.\n\n{borough(*district)}")
    return 1 if any(each.problem for each in findings) else 0


def _expanded(path: Path) -> list[Path]:
    """Return the files below a folder, hidden ones and parts of shapefiles left out."""
    if not path.is_dir():
        return [path]
    found = sorted(each for each in path.rglob("*") if each.is_file())
    parts = {part for each in found for part in container.beside(each).values()}
    return [each for each in found if each not in parts and not _is_hidden(each.relative_to(path))]


def _is_hidden(path: Path) -> bool:
    """Return whether a file, by its path in the folder that was given, is hidden."""
    return any(part.startswith((".", "__MACOSX")) for part in path.parts)


def _lines(found: Finding) -> list[str]:
    several = f"{FILE.count(len(found.files))}: {found.files[0]} to {found.files[-1].name}"
    name = several if len(found.files) > 1 else str(found.files[0])
    about = [
        found.form,
        f"kind {found.kind}" if found.kind else "of no kind that a build reads",
        ROW.count(found.rows) if found.rows is not None else "",
        found.span,
        found.crs and f"coordinates {found.crs}",
    ]
    lines = [f"{name}: {', '.join(filter(None, about))}."]
    if found.recognised:
        lines.append(f"  Columns used: {', '.join(found.recognised)}.")
    if found.others:
        left_out = len(found.others) - MOST_COLUMNS
        more = f" and {left_out} more" if left_out > 0 else ""
        lines.append(f"  Columns not used: {', '.join(found.others[:MOST_COLUMNS])}{more}.")
    lines += [f"  {note}." for note in found.notes]
    if found.problem:
        lines.append(f"  The build would stop: {found.problem}")
    if found.kind:
        lines += ["", block(found.proposed(pattern(found.files, Path())))]
    return lines
