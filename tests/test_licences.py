"""Every pinned package may be used and passed on: its licence is known and permits it."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Permissive, or copyleft for their own files only (MPL), which the project does not change.
PERMITTED = re.compile(
    r"0BSD|apache|bsd|cc0|isc|mit|mozilla public|mpl|psf|python software|zlib|zope|unlicense",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(r"\bA?GPL|affero|general public|proprietary|commercial", re.IGNORECASE)
# These declare no licence in their metadata; their text is the MIT licence.
TEXT_ONLY = {"axe-playwright-python", "resvg-py"}
MIT_TEXT = "Permission is hereby granted, free of charge"


def pinned(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), re.MULTILINE))


def declared(package: Distribution) -> str:
    """The licence that a package's metadata declares, "" if none."""
    metadata = package.metadata
    classifiers = [each for each in metadata.get_all("Classifier", []) if "License" in each]
    return "; ".join([metadata.get("License-Expression") or "", *classifiers]).strip("; ") or (
        metadata.get("License") or ""
    )


@pytest.mark.parametrize("name", sorted(pinned("requirements-dev.lock")))
def test_the_licence_is_known_and_permits_use(name: str) -> None:
    try:
        package = distribution(name)
    except PackageNotFoundError:
        pytest.skip("not installed on this system or version of Python")
    if name in TEXT_ONLY:
        texts = [each.read_text() for each in package.files or () if "LICENSE" in each.name]
        assert any(MIT_TEXT in each for each in texts)
        return
    licence = declared(package)
    assert PERMITTED.search(licence), licence
    assert not FORBIDDEN.search(licence), licence


def test_the_product_is_installed_without_test_tools() -> None:
    """The second lock has everything of the first, at the same versions, and the tools."""
    product, everything = pinned("requirements.lock"), pinned("requirements-dev.lock")

    assert product < everything
    assert not {"pytest", "playwright", "hypothesis", "ruff", "ty", "esda"} & product
    lines = {
        lock: set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in ("requirements.lock", "requirements-dev.lock")
    }
    assert lines["requirements.lock"] <= lines["requirements-dev.lock"]
