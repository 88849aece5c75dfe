"""Rules of ``docs/decisions.md`` that no linter knows."""

import ast
import re
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("dashboard", "layouts", "callbacks", "data", "geo")
PRODUCT = sorted(path for each in PACKAGES for path in (ROOT / each).rglob("*.py"))
QUERIES = sorted((ROOT / "data" / "sql").glob("*.sql"))
TEXT = {".py", ".sql", ".toml", ".md", ".csv", ".css", ".js", ".json", ".yml", ".sh", ""}
MOST_LINES = 250
# The one place where files may lie that are not ours, as seen from the repository.
SOMEWHERE = re.compile(r"(?<![\w./~:-])/(?:home|root|work|Users|mnt)/\w|[A-Z]:\\\\?Users")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def stems() -> frozenset[str]:
    """Every text in the product, as the name of a file without its folder and its ending."""
    return frozenset(
        Path(node.value).stem
        for path in PRODUCT
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def executions(path: Path) -> list[ast.Call]:
    """The calls of a method named execute or executemany."""
    return [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"execute", "executemany"}
    ]


def imports(path: Path) -> set[str]:
    """The top-level names of the modules that a file imports."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_sql_is_executed_in_two_files_only() -> None:
    assert {name(path) for path in PRODUCT if executions(path)} == {
        "data/build.py", "data/pack.py",
    }  # fmt: skip


def test_nothing_else_knows_the_database() -> None:
    """``duckdb.sql`` and its kin would pass the test above; the commands only name its errors."""
    assert {name(path) for path in PRODUCT if "duckdb" in imports(path)} == {
        "data/build.py", "data/pack.py", "dashboard/commands.py",
    }  # fmt: skip


def test_sql_is_static_text() -> None:
    for path in PRODUCT:
        for call in executions(path):
            statement = call.args[0]
            assert not isinstance(statement, ast.JoinedStr | ast.BinOp), name(path)
            formatted = isinstance(statement, ast.Call) and ast.unparse(statement.func)
            assert not str(formatted).endswith((".format", ".join", ".replace")), name(path)


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_every_query_is_used(query: Path) -> None:
    """By its stem, as a string, or for the schema by its path."""
    assert query.stem in stems()


def test_the_generic_names_of_our_packages_are_ours_alone() -> None:
    """An editable install names no package of its own, so that none may be named at all."""
    owners = packages_distributions()

    assert {each for name in PACKAGES for each in owners.get(name, ())} <= {"csp-dashboard"}


def test_every_package_is_a_regular_one() -> None:
    folders = {path.parent for path in PRODUCT}

    assert [name(each) for each in folders if not (each / "__init__.py").exists()] == []


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_no_module_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_no_file_knows_where_it_lies_on_a_machine() -> None:
    places = [ROOT / each for each in (*PACKAGES, "tests", "docs", "bench", ".ci")]
    files = [path for place in places if place.exists() for path in place.rglob("*")]
    files += [path for path in ROOT.iterdir() if path.suffix in {".md", ".toml"}]
    files.append(ROOT / "Makefile")

    found = [
        name(path)
        for path in files
        if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts
        and SOMEWHERE.search(path.read_text(encoding="utf-8"))
    ]  # fmt: skip

    assert found == []


def test_the_wheel_holds_our_packages_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == [*PACKAGES]
