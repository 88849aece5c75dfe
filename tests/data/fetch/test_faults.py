"""What goes wrong on the way: one clear line each, and nothing is fetched twice."""

import re
import socket
from pathlib import Path

import pytest

from data.fetch import client
from tests.fakes.open_data import Fault, OpenData, Server

pytestmark = pytest.mark.slow
ARCHIVE = r"^/s3/2022-02\.zip"
WARDS = "Wards_December_2021_UK_BGC_2022/.*geojson"
AGAIN = "Run the same command again: what was fetched is kept."


def spans(published: OpenData) -> list[str]:
    return [each.span for each in published.paths(ARCHIVE) if each.status == 206]


@pytest.mark.parametrize("fault", [
    Fault(ARCHIVE, "429", 2, {"Retry-After": "0"}),
    Fault(ARCHIVE, "503", 3),
    Fault(WARDS, "503"),
    Fault("nomis", "429", 1, {"Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"}),
    Fault(WARDS, "cut"),
    Fault(WARDS, "short"),
    Fault(WARDS, "page"),
], ids=lambda each: f"{each.kind} {each.path}")  # fmt: skip
def test_what_passes_is_waited_for(new, published: OpenData, capsys, fault: Fault) -> None:
    published.faults.append(fault)

    assert new() == 0

    assert capsys.readouterr().err == ""
    assert fault.times == 0
    assert len(spans(published)) == len(set(spans(published))) == 9


def test_a_cut_connection_continues_where_it_ended(new, published: OpenData, capsys) -> None:
    published.faults.append(Fault(ARCHIVE, "cut", 2, after=1))

    assert new() == 0

    assert capsys.readouterr().err == ""
    whole = [each for each in published.paths(ARCHIVE) if each.status == 206][1:]
    lengths = {}
    for each in whole:
        first, _, last = each.span.removeprefix("bytes=").partition("-")
        lengths.setdefault(last, []).append((int(first), each.sent))
    assert sorted(map(len, lengths.values())) in ([1] * 6 + [2, 2], [1] * 7 + [3])
    for last, pieces in lengths.items():
        ends = [first + sent for first, sent in pieces]
        assert [first for first, _sent in pieces[1:]] == ends[:-1]  # no byte twice
        assert ends[-1] == int(last) + 1


def test_a_server_that_stays_busy_is_named_and_the_next_run_continues(
    new, published: OpenData, folder: Path, capsys
) -> None:
    published.faults.append(Fault(ARCHIVE, "503", 99, after=4))

    assert new() == 3

    error = capsys.readouterr().err
    assert re.search(r"\d of 6 street files and \d of 2 outcome files, of January 2022", error)
    assert f"127.0.0.1 answered 503 5 times. Check the network and HTTPS_PROXY. {AGAIN}" in error
    before = sorted(folder.glob("police/**/*.csv"))
    published.faults.clear()
    published.seen.clear()
    assert new() == 0
    assert len(before) + len(spans(published)) == 8
    assert len([*folder.glob("police/**/*.csv")]) == 8


def test_a_long_wait_is_left_for_another_day(new, published: OpenData, capsys) -> None:
    published.faults.append(Fault("crimes-street-dates", "429", 9, {"Retry-After": "7200"}))

    assert new() == 0

    out = capsys.readouterr().out
    assert "127.0.0.1 asks to wait for 7,200 seconds. Run this again then" in out


@pytest.mark.parametrize(("fault", "line"), [
    (Fault(WARDS, "error", 9),
     "Wards_December_2021_UK_BGC_2022 answered with an error: Error performing query operation. "
     f"{AGAIN}\n"),
    (Fault(WARDS, "404", 9), "FeatureServer/0/query?"),
    (Fault("LAD24_CSP24.*resultOffset", "stuck", 9), "gave 2 of 3 rows"),
])  # fmt: skip
def test_what_stops_everything_is_one_line(
    new, published: OpenData, capsys, fault: Fault, line: str
) -> None:
    published.faults.append(fault)
    published.page = 2

    assert new() == 1

    error = capsys.readouterr().err
    assert line in error
    assert error.count("\n") == 1
    published.faults.clear()
    assert new() == 0


def test_long_layers_come_in_pages(new, published: OpenData, folder: Path) -> None:
    published.page = 1
    published.nomis_rows = 1

    assert new() == 0

    assert (folder / "population/women16.csv").read_text() == "code,value\nE07000001,123\n"


def test_a_table_of_nomis_that_ends_early_is_named(new, published: OpenData, capsys) -> None:
    published.nomis_rows = 0

    assert new() == 3

    assert (
        "population/wards.csv: Nomis has no number for 2 of the 2 areas" in capsys.readouterr().err
    )


def test_a_service_with_another_name_falls_back_and_can_be_overridden(
    new, published: OpenData, folder: Path, tmp_path: Path, capsys
) -> None:
    layers = published.layers
    layers["LAD23_CSP23_PFA23_EW_LU"] = layers.pop("LAD24_CSP24_PFA24_EW_LU")
    layers["Wards_Renamed"] = layers.pop("Wards_December_2021_UK_BGC_2022")

    assert new() == 1

    error = capsys.readouterr().err
    assert error == (
        "none of the services Wards_December_2021_UK_BGC_2022 can be used "
        "(Wards_December_2021_UK_BGC_2022 answered: Invalid URL). Services are renamed at times: "
        "write the new name into catalogue.toml.\n"
    )
    changes = tmp_path / "changes.toml"
    text = (tmp_path / "addresses.toml").read_text(encoding="utf-8")
    changes.write_text(f'{text}[wards.2021]\nnames = ["Wards_Renamed"]\n', encoding="utf-8")
    assert new("--catalogue", str(changes)) == 0
    assert (folder / "catalogue.toml").read_text(encoding="utf-8") == changes.read_text("utf-8")


def test_an_archive_that_changes_while_it_is_read_is_named(new, published, capsys) -> None:
    published.faults.append(Fault(ARCHIVE, "changed", 99, after=1))

    assert new() == 3

    assert f"changed while it was read. {AGAIN}" in capsys.readouterr().err
    assert new() == 0


def test_a_server_without_ranges_is_not_read_whole(new, published, capsys) -> None:
    published.faults.append(Fault(ARCHIVE, "whole", 99))

    assert new() == 3

    assert sum(each.sent for each in published.paths(ARCHIVE)) <= 400_000
    error = capsys.readouterr().err
    assert "no archive has street files of test for January 2022 to February 2022" in error


def test_a_damaged_file_is_fetched_again(new, published: OpenData, capsys) -> None:
    good = published.zip("2022-02")
    published._zips["2022-02"] = b"\0" * 500 + good[500:]

    assert new() == 3

    assert "arrived damaged from" in capsys.readouterr().err
    published._zips["2022-02"] = good
    assert new() == 0


def test_the_proxy_of_the_environment_is_used(
    new, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.address)

    assert new(base="http://open-data.invalid") == 0

    assert all(each.proxied for each in server.data.seen)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_wants_a_password_is_one_line(
    new, server: Server, capsys, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv(f"{scheme.upper()}_PROXY", server.address)
    server.data.faults.append(Fault(".", "407", 9))

    assert new(base=f"{scheme}://open-data.invalid") == 1

    assert capsys.readouterr().err == (
        "the proxy asks for a name and password. Put them into HTTPS_PROXY "
        "(http://NAME:PASSWORD@HOST:PORT).\n"
    )
    assert len(server.data.seen) == 1  # it is not asked again


@pytest.mark.parametrize(("fault", "step"), [
    (Fault(WARDS, "error", 99), "/Wards_"),
    (Fault("Lower_layer.*geojson", "error", 99), "/(Lower_layer|LSOA11_LSOA21)"),
    (Fault("Lower_layer.*returnCountOnly", "error", 99), "/(Lower_layer|LSOA11_LSOA21)"),
])  # fmt: skip
def test_after_an_error_inside_a_200_nothing_complete_is_fetched_again(
    new, published: OpenData, folder: Path, fault: Fault, step: str
) -> None:
    """Only the file that was not finished is: LSOAs are asked for with their lookup."""
    published.faults.append(fault)
    assert new() in {1, 3}
    complete = {each.path + each.span for each in published.seen if not re.search(step, each.path)}
    published.faults.clear()
    published.seen.clear()

    assert new() == 0

    again = {each.path + each.span for each in published.seen} & complete
    assert again <= {"/api/crimes-street-dates"}
    assert published.paths(step)
    assert (folder / "boundaries/lsoas-2021.geojson").exists()


def test_without_a_network_one_line_says_so(new, server: Server, capsys, monkeypatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed.getsockname()[1]}")

        assert new(base="http://open-data.invalid") == 1

    error = capsys.readouterr().err
    assert error.startswith("open-data.invalid failed (")
    assert error.endswith(f"{client.TRIES} times. Check the network and HTTPS_PROXY. {AGAIN}\n")
    assert error.count("\n") == 1
    assert server.data.seen == []


def test_a_catalogue_that_is_not_toml_is_refused(new, tmp_path: Path, capsys) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("[police\n", encoding="utf-8")

    assert new("--catalogue", str(bad)) == 1

    assert capsys.readouterr().err.startswith(f"{bad} is not valid TOML")


def test_districts_of_neighbours_found_in_a_later_run_are_counted(
    new, published: OpenData, folder: Path
) -> None:
    published.faults.append(Fault("Local_Authority_Districts", "error", 9))
    assert new() == 3
    published.faults.clear()

    assert new() == 0

    assert "Next Door" in (folder / "peers/peers.csv").read_text(encoding="utf-8")
