"""Measures of the board: read from the TOML, and refused with their line where they cannot be."""

import re

import pytest

from data.build import config
from data.build.errors import BadInput
from data.build.toml import kpi_toml
from data.model.kpi_row import KpiRow
from data.model.rows import rows
from data.pack import queries
from data.pack.pack import Pack
from tests.conftest import Small

KPI = {
    "title": '"Burglary"', "measure": '"count"', "filter": '"type=burglary"', "wanted": '"fall"',
    "target": "4", "owner": '"Police"',
}  # fmt: skip
PUBLISHED = {"measure": '"published"', "filter": '"crime::All"'}


def add_kpi(small: Small, **keys: str) -> None:
    lines = "".join(f"{key} = {value}\n" for key, value in keys.items() if value)
    small.write("small.toml", f"{small.toml.read_text()}\n[[kpi]]\n{lines}")


def test_measures_reach_the_pack_in_their_order(small: Small) -> None:
    add_kpi(small, **KPI)
    add_kpi(small, **(KPI | {"title": '"Rate"', "measure": '"rate"', "filter": "", "target": "",
                             "wanted": '"none"'}))  # fmt: skip

    assert rows(queries.kpis(small.build()), KpiRow) == [
        KpiRow(1, "Burglary", "count", "type=burglary", "fall", 4.0, "Police"),
        KpiRow(2, "Rate", "rate", "", "none", None, "Police"),
    ]


def test_none_are_needed(small_pack: Pack) -> None:
    assert queries.kpis(small_pack).empty


def test_a_measure_that_the_pack_does_not_understand_stops_the_build(small: Small, refused) -> None:
    add_kpi(small, **(KPI | {"filter": '"area=nowhere"'}))

    assert "asks for 'area=nowhere'" in refused()


@pytest.mark.parametrize(("keys", "at", "words"), [
    ({"title": ""}, "[[kpi]]", 'a kpi has no title. Add title = "…".'),
    ({"owner": ""}, "[[kpi]]", "a kpi has no owner"),
    ({"titel": '"x"'}, "titel", "unknown key 'titel'. Use title, measure, filter, wanted, owner"),
    ({"measure": '"harm"'}, "measure", "measure of a kpi is 'harm'. Use count, rate, published."),
    ({"wanted": '"green"'}, "wanted", "wanted of a kpi is 'green'. Use rise, fall, none."),
    ({"target": '"4"'}, "target", "target of a kpi is not a number above 0. Write 400."),
    ({"target": "true"}, "target", "target of a kpi is not a number above 0"),
    ({"target": "0"}, "target", "target of a kpi is not a number above 0"),
    ({"target": "nan"}, "target", "target of a kpi is not a number above 0"),
    ({"target": "inf"}, "target", "target of a kpi is not a number above 0"),
    ({"wanted": '"none"'}, "target", "a kpi has a target and no direction. Write wanted"),
    ({"filter": '"type=theft"'}, "filter", "the kpi 'Burglary' asks for 'type=theft', which is no "
                                           "filter here. Set the filters"),
    ({"filter": '"view=heat"'}, "filter", "asks for 'view=heat', which is no filter here"),
    ({"filter": '"area=nowhere"'}, "filter", "asks for 'area=nowhere'"),
    ({"measure": '"rate"', "filter": '"area=mill-estate"'}, "filter",
     "is a rate without a population. Choose wards with one, or count."),
    (PUBLISHED, "filter", "names 'crime::All', which is not a published figure. Write table::m"),
])  # fmt: skip
def test_a_measure_that_is_wrong_is_refused_with_its_line(
    small: Small, small_pack: Pack, keys: dict[str, str], at: str, words: str
) -> None:
    add_kpi(small, **(KPI | keys))
    lines = small.toml.read_text().splitlines()
    header = lines.index("[[kpi]]")
    line = next((n for n, text in enumerate(lines[header:], header) if text.startswith(at)), 0) + 1

    with pytest.raises(BadInput, match=re.escape(words)) as refused:
        kpi_toml.check(small.toml, config.read(small.toml).kpis, small_pack)

    assert f"line {line}" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_two_measures_of_one_title_are_refused(small: Small) -> None:
    add_kpi(small, **KPI)
    add_kpi(small, **(KPI | {"title": '"burglary"'}))

    with pytest.raises(BadInput, match=r"the title 'burglary' is twice. Change one."):
        config.read(small.toml)


def test_what_is_no_list_of_tables_is_refused(small: Small) -> None:
    small.write("small.toml", f"kpi = 3\n{small.toml.read_text()}")

    with pytest.raises(BadInput, match=r"kpi is not a list of tables. Begin each"):
        config.read(small.toml)
