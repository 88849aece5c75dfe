"""Write a borough's settings file and the files that its partnership fills in.

The fetched sources stand between two marks; ``refresh`` replaces only the lines between them.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from data.fetch import boundaries, peers, police, population, streets
from data.fetch.archive import STREET
from data.fetch.areas import Place
from data.fetch.errors import NotFetched
from data.fetch.job import Job
from data.model.question import join
from data.model.whole_file import replace

TOML = "borough.toml"
BEGIN = "# --- Fetched sources: csp-dashboard refresh replaces these lines ---"
END = "# --- End of fetched sources: what is below is yours ---"
OGL = "OGL v3.0"
ONS = "OGL v3.0; contains OS data"
NOTES = "notes.csv"
# The files that a partnership fills in: kind, file, access, columns, example row, description.
FILLED_IN: Sequence[tuple[str, str, str, str, str, str]] = (
    ("places", "places.csv", "open", "name,lon,lat,radius_m,confidence,note,said",
     "Station Square,-0.8430,51.4110,200,high,,", "Named places, as circles"),
    ("marac", "marac.csv", "published",
     "period_start,period_end,cases,repeat_cases,children,definition_version,source",
     "2022-04-01,2023-03-31,120,34,150,not stated,Annual report 2022/23", "MARAC figures by year"),
    ("annual", "annual.csv", "published", "table,measure,2021/22,2022/23",
     "recorded_crime,Burglary,410,389", "Figures of the annual report"),
    ("actions", "actions.csv", "open",
     "place,date,action,lead,review_date,stage,ended,comparison,crime,assumed,source",
     "Station Square,2022-06-01,CCTV: two cameras,Council,2022-12-01,response,,,asb,,",
     "What problem-solving groups do"),
)  # fmt: skip
NOTE_COLUMNS = ("first_month", "last_month", "text", "series")
EXAMPLE_NOTE = "2022-10,2022-12,Operation in the town centre,asb"


def write(job: Job, place: Place, edition: str, forces: Sequence[str]) -> list[str]:
    """Write the settings file and the files to fill in; return the names of new files.

    In a settings file that exists, only the fetched sources are replaced. Other files that exist
    are not changed.

    Raises:
        NotFetched: the settings file exists without its two marks.
    """
    folder, new = job.ledger.folder, []
    files = {file: f"{columns}\n" for _kind, file, _access, columns, _row, _what in FILLED_IN}
    for name, content in {**files, NOTES: _notes(job, forces)}.items():
        if not job.ledger.path(name).exists():
            replace(folder / name, content.encode(), job.ledger.parts)
            new.append(name)
    path = folder / TOML
    block = "\n".join((BEGIN, "", *_fetched(job, place, edition), END))
    if path.exists():
        text = path.read_text(encoding="utf-8-sig")
        before, begin, rest = text.partition(BEGIN)
        _old, end, after = rest.partition(END)
        if not (begin and end):
            raise NotFetched(f"{path} has no line {BEGIN if not begin else END!r}. Put it back")
        content = f"{before}{block}{after}"
    else:
        content = f"{_head(place)}\n{block}\n{_filled_in(job)}"
        new.append(TOML)
    replace(path, content.encode(), job.ledger.parts)
    return new


def _head(place: Place) -> str:
    codes = ", ".join(f'"{each}"' for each in place.codes)
    return f"""\
# The settings file of {place.name}. docs/sources.md describes every key.
# Build with: csp-dashboard build --sources {TOML} --out pack
# Keep fetched.json: it records what was fetched, with sizes and checksums.

[borough]
name = {_quoted(place.name)}
partnership = {_quoted(place.partnership)}
codes = [{codes}]
# contact = "community.safety@example.gov.uk"

# Widths of bands of restricted counts, once they are signed off.
# [disclosure]
# signed_off = "Head of community safety, 1 December 2026"
# public = {{ A = 12, C = 24 }}

# The range expected for the MARAC repeat rate.
# [marac_band]
# low = 28
# high = 40
# source = "Where the range comes from"

# Views that a group comes back to.
# [[view]]
# agenda = "ASB Panel"
# title = "Anti-social behaviour month by month"
# address = "/trends?type=asb"
"""


def _fetched(job: Job, place: Place, edition: str) -> list[str]:
    """Return the TOML lines of every source that was fetched."""
    folders = sorted(
        {
            (*Path(name).parts[1:3], entry["kind"])
            for name, entry in job.ledger.files.items()
            if entry.get("kind") in police.KINDS
        },
        reverse=True,
    )
    lines = []
    for archive, role, kind in folders:
        own = role == police.OWN
        name = f"Police of {join([*place.police])}" if own else "Other police forces"
        more = {"role": "primary" if own else "additional"} if kind == STREET else {}
        path = f"police/{archive}/{role}/*-{kind}.csv"
        lines += _source(kind, path, archive, OGL, name=name, **more)
    lines += _source(
        "wards", boundaries.wards_file(edition), edition, ONS, name=f"Wards {edition}", current=True
    )
    lsoas = boundaries.lsoa_file(job)
    if lsoas in job.ledger.files:
        year = job.catalogue.text("lsoas", "edition")
        lines += _source("lsoas", lsoas, year, ONS, name=f"LSOAs {year}")
    for name in (population.WARDS, population.LSOAS, population.WOMEN16):
        entry = job.ledger.files.get(name)
        # Wards of another edition have other codes: their population file is not listed.
        if entry and (entry["of"] != "ward" or entry["edition"] == edition):
            group = {"group": "women16"} if name == population.WOMEN16 else {}
            label = f"ONS mid-{entry['year']} estimates"
            of = {"of": entry["of"]}
            lines += _source(
                "population", name, f"mid-{entry['year']}", OGL, name=label, **of, **group
            )
    if entry := job.ledger.files.get(streets.FILE):
        lines += _source("streets", streets.FILE, entry["version"], OGL, name="OS Open Roads")
    if entry := job.ledger.files.get(peers.FILE):
        last = max((month for month, _force in police.held(job)), default="")
        groups = [each for each in place.police if each in entry["groups"]]
        similar: dict[str, object] = {"similar": groups} if groups else {}
        lines += _source(
            "peers", peers.FILE, last, OGL, name="Districts, from police.uk", **similar
        )
    if job.ledger.path(NOTES).read_text(encoding="utf-8").count("\n") > 1:
        lines += _source("annotations", NOTES, "to date", "ours", name="Notes")
    return lines


def _filled_in(job: Job) -> str:
    """Return the TOML text of the sources that the partnership fills in, commented out."""
    parts = [
        "\n# Each file below has its header. Add rows, then take the # off its source.\n"
        "# A file with a header and no row stops the build.\n"
    ]
    notes = ("annotations", NOTES, "open", ",".join(NOTE_COLUMNS), EXAMPLE_NOTE, "Notes on months")
    listed = job.ledger.path(NOTES).read_text(encoding="utf-8").count("\n") > 1
    for kind, file, access, _columns, row, what in (*FILLED_IN, *([] if listed else [notes])):
        source = _source(kind, file, job.ledger.facts["last"], "ours", access=access)[:-1]
        commented = "".join(f"# {line}\n" for line in source)
        parts.append(f"# {what}. A row of {file}:\n#   {row}\n{commented}")
    return "\n".join(parts)


def _notes(job: Job, forces: Sequence[str]) -> str:
    """Return the CSV text of notes on changes of police.uk's data in the months that are held."""
    held = sorted(month for month, _force in police.held(job))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(NOTE_COLUMNS)
    for each in job.catalogue.breaks(tuple(forces)):
        if held and held[0] <= each["first_month"] <= held[-1]:
            writer.writerow([each["first_month"], each["last_month"], each["text"], "all"])
    return text.getvalue()


def _source(kind: str, path: str, vintage: str, licence: str, **more: object) -> list[str]:
    values: Mapping[str, object] = {
        "kind": kind, "path": path, "vintage": vintage, "licence": licence, "access": "open",
        **more,
    }  # fmt: skip
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return ["[[source]]", *lines, ""]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
