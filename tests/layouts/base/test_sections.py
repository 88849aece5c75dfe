"""Blocks read from parts of pages, and from panels."""

from dash import html

from layouts.base import tables
from layouts.base.chart import Chart, Series
from layouts.base.panels import Panel
from layouts.base.sections import Figure, Heading, Points, Words, blocks, of_panel
from layouts.base.tables import Table

TABLE = Table("Counts", ("Month", "n"), [("May", 3)])


def test_parts_of_a_page_become_blocks_in_order() -> None:
    node = [
        html.Section(
            [
                html.H2(["Title ", html.B("two")]),
                html.P("Found.", className="finding"),
                html.P(["A note ", html.I("here")], className="soft"),
                html.Div(html.Div(tables.render(TABLE)), className="scroll"),
                html.P(html.A("file", href="/x.csv"), className="file"),
                html.Ul([html.Li("one"), html.Li(["two ", html.Small("more")])]),
                html.Dl([html.Dt("Term"), html.Dd("means this.")]),
                html.Details([html.Summary("Show"), html.P("hidden")]),
                html.Button("Click"),
            ]
        ),
        "loose",
        None,
    ]
    assert [*blocks(node)] == [
        Heading("Title two"), Words("Found.", "finding"), Words("A note here", "soft"), TABLE,
        Points(["one", "two more"]), Points(["Term: means this."]),
    ]  # fmt: skip


def test_a_panel_is_heading_finding_figure_and_table() -> None:
    chart = Chart(categories=["May"], series=[Series("n", [3], "#000000")])
    heading, words, figure, table = of_panel(Panel("Rose", html.P("By 3."), chart, TABLE))
    assert (heading, words, table) == (Heading("Rose"), Words("By 3.", "finding"), TABLE)
    assert isinstance(figure, Figure)
    assert (figure.alt, figure.shown) == ("Rose. By 3.", chart)


def test_an_empty_panel_has_neither_figure_nor_table() -> None:
    empty = Panel("Nothing", "", Chart(), Table("Nothing", ("a",), []))
    assert of_panel(empty) == [Heading("Nothing")]
