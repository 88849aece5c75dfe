"""Rules of ``docs/decisions.md`` that no linter checks."""

import ast
import tomllib
from collections import Counter
from fnmatch import fnmatch
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("dashboard", "layouts", "callbacks", "data", "geo")
PRODUCT = sorted(path for each in PACKAGES for path in (ROOT / each).rglob("*.py"))
SQL = ROOT / "data" / "pack" / "sql"
QUERIES = sorted(SQL.rglob("*.sql"))
MOST_LINES = 250
MOST_FILES = 25


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def texts() -> frozenset[str]:
    """Every string in the product."""
    return frozenset(
        node.value
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


def test_no_folder_of_tests_is_passed_over(pytestconfig) -> None:
    """Pytest leaves out folders named ``build`` or ``dist`` unless its settings say otherwise."""
    left_out = pytestconfig.getini("norecursedirs")
    folders = {part for path in (ROOT / "tests").rglob("test_*.py")
               for part in path.relative_to(ROOT).parent.parts}  # fmt: skip

    assert "build" in folders
    assert [each for each in folders if any(fnmatch(each, glob) for glob in left_out)] == []


def test_sql_is_executed_in_two_files_only() -> None:
    assert {name(path) for path in PRODUCT if executions(path)} == {
        "data/build/store.py", "data/pack/pack.py",
    }  # fmt: skip


def test_only_these_modules_import_duckdb() -> None:
    """``duckdb.sql`` would pass the test above; the commands import its errors only."""
    assert {name(path) for path in PRODUCT if "duckdb" in imports(path)} == {
        "data/build/store.py", "data/pack/pack.py", "dashboard/commands.py",
    }  # fmt: skip


def test_sql_is_static_text() -> None:
    for path in PRODUCT:
        for call in executions(path):
            statement = call.args[0]
            assert not isinstance(statement, ast.JoinedStr | ast.BinOp), name(path)
            formatted = isinstance(statement, ast.Call) and ast.unparse(statement.func)
            assert not str(formatted).endswith((".format", ".join", ".replace")), name(path)


def test_layouts_and_callbacks_read_typed_rows() -> None:
    """With ``rows(frame, kind)``: rows of pandas have no types."""
    untyped = {"itertuples", "iterrows", "to_dict", "each_row"}
    found = set()
    for path in PRODUCT:
        if name(path).startswith(("layouts/", "callbacks/")):
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Attribute | ast.Name):
                    called = node.attr if isinstance(node, ast.Attribute) else node.id
                    found |= {(name(path), called)} if called in untyped else set()
                    by_place = called == "iloc" and not isinstance(node.value, ast.Subscript)
                    found |= {(name(path), ast.unparse(node))} if by_place else set()
                elif isinstance(node, ast.arg) and node.annotation:
                    kind = ast.unparse(node.annotation)
                    is_row = kind == "pd.Series" or (kind == "Any" and "row" in node.arg)
                    found |= {(name(path), f"{node.arg}: {kind}")} if is_row else set()

    assert found == set()


def test_every_query_is_used() -> None:
    """By its path below ``data/pack/sql``, as a string."""
    queries = {path.relative_to(SQL).with_suffix("").as_posix() for path in QUERIES}

    assert queries - texts() == set()
    assert queries


def test_no_other_distribution_has_our_package_names() -> None:
    """An editable install is listed without packages."""
    owners = packages_distributions()

    assert {each for name in PACKAGES for each in owners.get(name, ())} <= {"csp-dashboard"}


def test_every_package_has_an_init_file() -> None:
    folders = {path.parent for path in PRODUCT}

    assert [name(each) for each in folders if not (each / "__init__.py").exists()] == []


def test_no_folder_has_too_many_files() -> None:
    tops = (ROOT / each for each in (*PACKAGES, "tests", "bench", "docs"))
    files = (path for top in tops for path in top.rglob("*") if path.is_file())
    counts = Counter(path.parent for path in files if "__pycache__" not in path.parts)

    assert {name(each): n for each, n in counts.items() if n > MOST_FILES} == {}


def test_no_module_is_too_long() -> None:
    lines = {name(path): path.read_text(encoding="utf-8").count("\n") for path in PRODUCT}

    assert {path: n for path, n in lines.items() if n > MOST_LINES} == {}


def test_the_wheel_contains_our_packages_only() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == [*PACKAGES]
