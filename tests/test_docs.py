"""The documentation says what the code does: every table, key, measure, command and link."""

import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard.command_line import main
from dashboard.commands import COMMANDS
from data.build import config
from data.build.readers import street
from data.build.toml import disclosure_toml
from data.model.crime_types import CRIME_TYPES
from data.model.disclosure import AUDIENCES, TIERS, Rule
from data.model.measures import MEASURES
from data.pack.pack import SETTINGS, statement

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
SPAN = re.compile(r"`([^`\n]+)`")
# Paths of one machine, and addresses of package indexes.
ELSEWHERE = (
    re.compile(r"(?<![\w./~:-])/(?:home|root|work|Users|mnt|opt)/\w|[A-Z]:\\\\?Users"),
    re.compile(r"https?://[^\s\"')]*(?:/simple\b|pypi|pythonhosted)|(?<!emit-)index-url[ =]+\S"),
)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def sections(text: str, level: str = "###") -> dict[str, str]:
    """Each part of a page by the code in its heading."""
    parts = re.split(rf"^{level} `(\w+)`\n", text, flags=re.M)[1:]
    ends = (re.split(r"^#{1,3} ", each, maxsplit=1, flags=re.M)[0] for each in parts[1::2])
    return dict(zip(parts[::2], ends, strict=True))


def slug(heading: str) -> str:
    """Return the anchor of a heading."""
    return re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")


def rows(text: str) -> list[list[str]]:
    """Return the cells of every row of the Markdown tables, with the header."""
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|") and not re.fullmatch(r"[|\-\s]+", line)
    ]


def keys(text: str) -> set[str]:
    """Return the code in the first column."""
    return {each for row in rows(text) for each in SPAN.findall(row[0])}


def commands(text: str) -> Iterator[str]:
    """Return every line of code on a page, in fences and in sentences."""
    for _language, block in FENCED.findall(text):
        yield from (line.partition("#")[0].strip() for line in block.splitlines())
    yield from SPAN.findall(FENCED.sub("", text))


def tracked() -> list[Path]:
    """The text files of the repository, new ones included."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so there is no telling which files are ours")
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    files = (ROOT / each for each in names.split("\0") if each)
    return [each for each in files if each.is_file() and b"\0" not in each.read_bytes()]


def schema() -> dict[str, list[tuple[str, str]]]:
    """The columns of every table and their types, as the schema makes them."""
    with duckdb.connect() as connection:
        connection.execute(statement("pack/schema"))
        found: dict[str, list[tuple[str, str]]] = {}
        for table, column, kind in connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() "
            "WHERE NOT internal ORDER BY table_oid, column_index"
        ).fetchall():
            found.setdefault(table, []).append((column, kind))
    return found


def test_the_pack_page_has_every_table_and_column_and_no_other() -> None:
    documented = {
        table: [(row[0].strip("`"), row[1]) for row in rows(text)[1:]]
        for table, text in sections(page("docs/pack.md")).items()
    }

    assert documented == schema()


def test_every_column_of_the_pack_has_a_meaning() -> None:
    for table, text in sections(page("docs/pack.md")).items():
        assert all(len(row) == 3 and row[2] for row in rows(text)), table


def test_the_pack_page_has_every_field_of_the_macro() -> None:
    text = page("docs/pack.md").partition("## The `matching` macro")[2].partition("\n## ")[0]

    assert keys(text) == set(re.findall(r"f\['(\w+)'\]", statement("pack/schema")))


def test_the_example_queries_run(demo_packs: Path) -> None:
    name = (demo_packs / "current").read_text(encoding="utf-8").strip()
    queries = [block for kind, block in FENCED.findall(page("docs/pack.md")) if kind == "sql"]
    with duckdb.connect(str(demo_packs / name), read_only=True, config=SETTINGS) as connection:
        answers = [connection.execute(each).fetchall() for each in queries]

    assert len(answers) == 3
    assert all(answers)


@pytest.mark.parametrize("kind", config.OPTIONS)
def test_the_sources_page_has_every_kind_and_its_keys(kind: str) -> None:
    text = sections(page("docs/sources.md"))[kind]

    assert set(config.OPTIONS[kind]) <= keys(text)
    for key in config.OPTIONS[kind]:
        assert {*config.CHOICES.get(key, ())} <= {*SPAN.findall(text)}


def test_the_sources_page_has_no_other_kind() -> None:
    assert set(sections(page("docs/sources.md"))) == set(config.OPTIONS)


def test_the_sources_page_has_every_common_key() -> None:
    text = page("docs/sources.md")
    area, common = (
        text.partition(heading)[2].partition("\n## ")[0]
        for heading in ("## The `[borough]` table", "## Keys of every `[[source]]`")
    )

    assert keys(area) == set(config.AREA)
    assert keys(common) == set(config.COMMON)
    assert set(config.ACCESS) <= set(SPAN.findall(common))


def test_the_sources_page_has_every_key_of_disclosure() -> None:
    text = page("docs/sources.md").partition("## The `[disclosure]` table")[2].partition("\n## ")[0]

    assert keys(text) == set(disclosure_toml.KEYS)


def test_the_method_page_has_the_table_of_tiers() -> None:
    """Every tier, what it is, the finest that is shown, and the rule for each audience."""

    def told(rule: Rule) -> str:
        if rule.published_only:
            return "published figures only"
        return "exact" if rule.width == 1 else f"rounded in bands of {rule.width}"

    text = page("docs/method.md").partition("## Disclosure")[2].partition("\n## ")[0]
    expected = [
        [each.id, each.data, each.finest, *(told(each.rule(whom)) for whom in AUDIENCES)]
        for each in TIERS.values()
    ]

    assert [row for row in rows(text) if row[0] in TIERS] == expected


def test_the_sources_page_has_every_column_of_a_street_file() -> None:
    assert {*street.COLUMNS, street.CATEGORY} <= keys(sections(page("docs/sources.md"))["street"])


@pytest.mark.parametrize("name", ["README.md", "docs/sources.md"])
def test_every_example_toml_uses_known_keys(name: str) -> None:
    blocks = [block for kind, block in FENCED.findall(page(name)) if kind == "toml"]
    assert blocks
    for block in blocks:
        described = tomllib.loads(block)
        assert set(described["borough"]) <= set(config.AREA)
        for source in described["source"]:
            assert set(config.NEEDED) <= set(source)
            assert set(source) <= {*config.COMMON, *config.OPTIONS[source["kind"]]}


def test_the_worked_example_shows_every_kind() -> None:
    block = next(block for kind, block in FENCED.findall(page("docs/sources.md")) if kind == "toml")

    assert {each["kind"] for each in tomllib.loads(block)["source"]} == set(config.OPTIONS)


def test_every_decision_has_a_number_a_status_and_a_place_in_the_contents() -> None:
    text = page("docs/decisions.md")
    contents = {row[0]: row[1] for row in rows(text.partition("\n## ")[0])[1:]}
    subjects = re.split(r"^## (.+)\n", text, flags=re.M)[1:]
    headings = {
        f"[{subject}](#{slug(subject)})": re.findall(r"^### (\d+)\. .+\n\n(.+)$", entries, re.M)
        for subject, entries in zip(subjects[::2], subjects[1::2], strict=True)
    }
    numbers = {subject: [int(number) for number, _ in each] for subject, each in headings.items()}
    every = sorted(number for each in numbers.values() for number in each)
    status = re.compile(r"\*20\d\d-\d\d-\d\d, (accepted|superseded by \d+|accepted; .+)\.\*")

    assert contents == {subject: ", ".join(map(str, each)) for subject, each in numbers.items()}
    assert every == list(range(1, len(every) + 1))
    assert all(status.match(each) for pairs in headings.values() for _, each in pairs)
    assert text.count("\n### ") == len(every)


def test_the_readmes_settings_file_has_five_lines() -> None:
    block = next(block for kind, block in FENCED.findall(page("README.md")) if kind == "toml")

    assert len(block.splitlines()) == 5


def test_the_method_page_has_every_measure() -> None:
    documented = {row[0]: row[1] for row in rows(page("docs/method.md")) if len(row) == 3}

    assert {each.label: each.unit for each in MEASURES.values()}.items() <= documented.items()


def test_the_method_page_has_the_tier_of_every_crime_type() -> None:
    text = page("docs/method.md").partition("## Disclosure")[2].partition("\n## ")[0]
    tiers = {row[0]: (row[1], row[2]) for row in rows(text)}
    finest = {"A": "street point", "B": "any area, not points"}

    assert {each.label: (each.tier, finest[each.tier]) for each in CRIME_TYPES}.items() <= (
        tiers.items()
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_make_target_exists(path: Path) -> None:
    known = set(re.findall(r"^([\w-]+):", page("Makefile"), re.M))
    named = {
        word[0]
        for line in commands(path.read_text(encoding="utf-8"))
        if (word := re.findall(r"^make ([a-z][\w-]*)", line))
    }

    assert named <= known


def test_the_readme_names_every_make_target() -> None:
    targets = set(re.search(r"^\.PHONY: (.*)", page("Makefile"), re.M)[1].split())

    assert targets <= {line.removeprefix("make ") for line in commands(page("README.md"))}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_exists_with_its_options(path: Path, capsys) -> None:
    for line in commands(path.read_text(encoding="utf-8")):
        if not (found := re.search(r"(?:^|[\s/\\])csp-dashboard (.+)", line)):
            continue
        command, *rest = shlex.split(found[1].partition(" >")[0], posix=False)
        assert command in COMMANDS, line
        with pytest.raises(SystemExit):
            main([command, "--help"])
        help_text = capsys.readouterr().out
        assert [each for each in rest if each.startswith("-") and each not in help_text] == [], line


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_relative_link_has_a_target(path: Path) -> None:
    for link in LINK.findall(FENCED.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"\w+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)", target.read_text(encoding="utf-8"), re.M)
            assert anchor in {slug(each) for each in headings}


def test_no_file_has_a_machine_path_or_a_package_index() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}, line {number}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(pattern.search(line) for pattern in ELSEWHERE)
    ]

    assert found == []
