"""Every input of ../shared/cases gives what is right, or what it gave before."""

import pytest

from tests.real import cases

NAMES = sorted(cases.expected())


@pytest.mark.verify
@pytest.mark.parametrize("name", NAMES)
def test_a_case_gives_what_is_expected(name: str) -> None:
    case = cases.SHARED / "cases" / name
    if not case.is_dir():
        pytest.skip("there is no ../shared/cases beside the repository")
    found = cases.outcome(case)
    assert cases.expected()[name].agrees(found), found.line
