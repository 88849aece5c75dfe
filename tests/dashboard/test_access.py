"""Access: host names, the proxy's secret and the one-time address, for every address."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.access import (
    LOOPBACK_NAMES,
    PROXY_HEADER,
    PROXY_VARIABLE,
    AccessError,
    Gate,
    LocalSession,
    ProxySecret,
    allowed_hosts,
    gate_for,
    host_name,
    is_loopback,
    protect,
)
from dashboard.app import create_app
from dashboard.command_line import main
from data.pack.packs import Packs
from tests.planted import planted_packs

__all__ = ["planted_packs"]

ANYWHERE = ".".join("0000")
SECRET = "0123456789abcdef0123456789abcdef"
PORT = 8050


@pytest.fixture(scope="module")
def partner_packs(planted_packs) -> Path:
    return planted_packs["partner"]


def guarded(gate: Gate | None, hosts=LOOPBACK_NAMES) -> FlaskClient:
    server = Flask("guarded")
    protect(server, hosts, gate)
    server.get("/")(lambda: "figures")
    return server.test_client()


# Headers of a distant browser, a rebound name and a proxy with nginx's defaults.
SPOOFED = (
    {}, {"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1;host=localhost"},
    {"X-Real-IP": "127.0.0.1"}, {"X-Forwarded-User": "analyst", "Remote-User": "analyst"},
    {"Authorization": "Basic cGFydG5lcjpwYXJ0bmVy"}, {PROXY_HEADER: ""}, {PROXY_HEADER: "secret"},
    {PROXY_HEADER: SECRET[:-1]}, {PROXY_HEADER: f"{SECRET},{SECRET}"}, {PROXY_HEADER: "é" * 32},
    {"Cookie": f"csp-dashboard-{PORT}=; audience=partner"},
)  # fmt: skip


@pytest.mark.parametrize("gate", [ProxySecret(SECRET), LocalSession(PORT)], ids=["proxy", "local"])
def test_a_partner_server_refuses_every_address_without_proof(
    partner_packs: Path, gate: Gate
) -> None:
    app = create_app(Packs(partner_packs, "partner"), gate=gate)
    client = app.server.test_client()
    version = Packs(partner_packs, "partner").current().version
    rules = [re.sub("<[^>]+>", "a", each.rule) for each in app.server.url_map.iter_rules()]
    assert len(rules) > 15
    more = [f"/?present={version}", f"/boundaries/{version}/ward.geojson", "/nowhere", "/sign-in/a"]

    for address in (*rules, *more):
        for method in ("GET", "HEAD", "POST", "OPTIONS", "DELETE"):
            response = client.open(address, method=method)
            assert response.status_code == 403, (method, address)
            assert "no-store" in response.headers["Cache-Control"]
    for headers in SPOOFED:
        assert client.get("/", headers=headers).status_code == 403, headers


def test_a_partner_server_answers_with_the_proxys_secret() -> None:
    client = guarded(ProxySecret(SECRET))

    assert client.get("/", headers={PROXY_HEADER: SECRET}).text == "figures"
    assert client.get("/").status_code == 403


def test_the_one_time_address_admits_one_browser(partner_packs: Path) -> None:
    gate = LocalSession(PORT)
    server = create_app(Packs(partner_packs, "partner"), gate=gate).server
    first, second = server.test_client(), server.test_client()

    assert first.head(gate.path).status_code == 403  # a link that is looked at is not opened
    opened = first.get(gate.path)

    assert opened.status_code == 200
    cookie = opened.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert first.get("/").status_code == first.get("/_dash-layout").status_code == 200
    assert first.get(gate.path).status_code == 403
    assert second.get(gate.path).status_code == 403
    assert second.get("/").status_code == 403
    assert "csp-dashboard serve --local printed" in second.get("/").text
    other = LocalSession(PORT)
    assert other.path != gate.path


@pytest.mark.parametrize(("host", "status"), [
    ("localhost", 200), ("LOCALHOST:8050", 200), ("127.0.0.1:8050", 200), ("[::1]:8050", 200),
    ("crime.example.org", 200), ("evil.example", 421), ("localhost.evil.example", 421),
    ("127.0.0.1.evil.example", 421), ("evil.example@localhost", 421), ("localhost:8050:1", 421),
    ("evil.example/localhost", 421), ("", 421), ("crime.example.org.", 421),
])  # fmt: skip
def test_only_known_host_names_are_answered(host: str, status: int) -> None:
    client = guarded(None, allowed_hosts("127.0.0.1", ["crime.example.org"]))

    assert client.get("/", headers={"Host": host}).status_code == status


def test_a_server_answers_to_the_name_it_listens_on() -> None:
    assert "dashboard.local" in allowed_hosts("dashboard.local")
    assert "[fd00::1]" in allowed_hosts("fd00::1")
    assert allowed_hosts(ANYWHERE) == allowed_hosts("::") == frozenset(LOOPBACK_NAMES)
    assert host_name("Crime.Example.ORG:443") == "crime.example.org"
    with pytest.raises(AccessError, match="'http://a' is not a valid host name"):
        allowed_hosts("localhost", ["http://a"])


@pytest.mark.parametrize(("host", "own"), [
    ("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("localhost", True),
    (ANYWHERE, False), ("::", False), ("192.168.0.7", False), ("dashboard.example", False),
    ("", False), ("127.0.0.1.example", False), ("localhost.example", False),
])  # fmt: skip
def test_only_this_machine_reaches_loopback(host: str, own) -> None:
    assert is_loopback(host) == own


@pytest.mark.parametrize(("secret", "mode", "wrong"), [
    (SECRET, 0o640, ""), ("short", 0o600, "at least 20 plain characters"),
    ("", 0o600, "openssl rand"), (f"{SECRET}\n{SECRET}", 0o600, "one line"),
    ("é" * 32, 0o600, "plain characters"),
    (SECRET, 0o644, "written by every user of this machine; run chmod 640"),
])  # fmt: skip
def test_unusable_secrets_are_refused(tmp_path: Path, secret: str, mode: int, wrong: str) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{secret}\n", "utf-8")
    file.chmod(mode)

    def gate() -> Gate | None:
        return gate_for("partner", "127.0.0.1", PORT, local=False, secret_file=file, environment={})

    if wrong:
        with pytest.raises(AccessError, match=wrong):
            gate()
    else:
        assert isinstance(gate(), ProxySecret)


@pytest.mark.parametrize(("asked", "served"), [
    ("public", "Serving on"),
    ("public --audience partner --local", ""),
    ("partner", ""),
    ("partner --audience public --local", ""),
    ("partner --audience partner", ""),
    ("partner --audience partner --host 127.0.0.1", ""),
    ("partner --audience partner --local", "/sign-in/"),
    (f"partner --audience partner --local --host {ANYWHERE}", ""),
    ("partner --audience partner --secret-file SECRET", "For partners only"),
    (f"public --host {ANYWHERE}", "It answers only to localhost"),
])  # fmt: skip
def test_a_server_starts_only_for_the_audience_it_is_given(
    small_packs: Path, partner_packs: Path, tmp_path: Path, monkeypatch, capsys, *,
    asked: str, served: str,
) -> None:  # fmt: skip
    monkeypatch.delenv(PROXY_VARIABLE, raising=False)
    audience, *more = asked.split()
    packs = small_packs if audience == "public" else partner_packs
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    begun = []

    class Server:
        def __init__(self, _app: object, host: str, _port: int) -> None:
            self.host = host

        def run(self) -> None:
            begun.append(self.host)

    monkeypatch.setattr("dashboard.serve.WebServer", Server)
    more = [str(secret) if each == "SECRET" else each for each in more]

    code = main(["serve", "--port", "8050", "--pack", str(packs), *more])

    out, err = capsys.readouterr()
    assert bool(begun) == bool(served) == (code == 0)
    assert served in out
    if not served:
        assert out == ""
        assert err.count("\n") == 1
        assert "--audience" in err or "--local" in err


def test_the_secret_may_come_from_the_environment() -> None:
    given = {PROXY_VARIABLE: SECRET}
    found = gate_for("partner", ANYWHERE, PORT, local=False, secret_file=None, environment=given)

    assert isinstance(found, ProxySecret)
    assert gate_for("public", ANYWHERE, PORT, local=False, secret_file=None, environment={}) is None


def test_behind_proxy_names_its_replacement(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--pack", "x", "--behind-proxy"])

    assert "give --audience partner with --secret-file" in capsys.readouterr().err


def test_an_unknown_audience_is_refused(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--demo", "--out", "x", "--audience", "everyone"])

    assert "invalid choice: 'everyone'" in capsys.readouterr().err
