"""Who sees a partner pack through nginx: as documented, with its defaults, and past it."""

import base64
import http.client
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.pack.packs import Packs
from tests.system.conftest import (
    PARTNER_HOST,
    PUBLIC_HOST,
    SECRET,
    documented,
    free_port,
    get,
)

SIGNED_IN = {"Authorization": f"Basic {base64.b64encode(b'analyst:long password').decode()}"}
HOST = {"Host": PARTNER_HOST}
# What a visitor may send in the hope of being taken for the proxy, or for this machine.
SPOOFED = (
    {}, {"Host": "localhost"}, {"Host": "127.0.0.1"}, {"X-Forwarded-For": "127.0.0.1"},
    {"X-Real-IP": "127.0.0.1"}, {"X-Forwarded-Host": "localhost"}, {"X-Forwarded-User": "analyst"},
    {"Forwarded": "for=127.0.0.1;host=localhost;proto=https"}, {"X-Dashboard-Secret": "guess"},
    {"X_Dashboard_Secret": SECRET}, {"Host": "evil.example"},
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """The ports of a partner server, of nginx as documented, and of nginx with its defaults."""

    server: int
    as_documented: int
    defaults: int
    version: str


@pytest.fixture(scope="module")
def site(partner_packs: Path, secret_file: Path, serve, nginx, tmp_path_factory) -> Site:
    folder = tmp_path_factory.mktemp("etc")
    (folder / "users").write_text("analyst:{PLAIN}long password\n")
    (folder / "secret.nginx").write_text(f'proxy_set_header X-Dashboard-Secret "{SECRET}";\n')
    options = ["--audience", "partner", "--secret-file", str(secret_file)]
    server = serve(partner_packs, *options, "--allow-host", PARTNER_HOST)
    as_documented, defaults = free_port(), free_port()
    block = documented("secret.nginx").replace("/etc/csp", str(folder))
    for before, after in (("443 ssl", f"127.0.0.1:{as_documented}"), ("8060", str(server))):
        assert before in block
        block = block.replace(before, after)
    plain = f"""server {{
        listen 127.0.0.1:{defaults};
        location / {{ proxy_pass http://127.0.0.1:{server}; }}
    }}"""
    nginx(block + plain)
    return Site(server, as_documented, defaults, Packs(partner_packs, "partner").current().version)


def paths(version: str) -> list[str]:
    return ["/", f"/?present={version}", "/_dash-layout", "/health", "/ready", "/nowhere",
            f"/boundaries/{version}/ward.geojson", "/download/records.csv",
            f"/download/records.csv?present={version}", "/assets/style.css"]  # fmt: skip


def test_who_is_signed_in_sees_it_through_the_documented_proxy(site: Site) -> None:
    for path in ("/", "/health", "/ready", "/download/records.csv"):
        assert get(site.as_documented, path, {**HOST, **SIGNED_IN}).status == 200
    # What a visitor sends in the secret's name is replaced by the proxy.
    assert (
        get(site.as_documented, "/", {**HOST, **SIGNED_IN, "X-Dashboard-Secret": "x"}).status == 200
    )


def test_nobody_else_does(site: Site) -> None:
    for path in paths(site.version):
        for headers in SPOOFED:
            signed_out = get(site.as_documented, path, {**HOST, **headers})
            assert signed_out.status in {401, 421}, (path, headers)
            for port in (site.defaults, site.server):
                answer = get(port, path, headers)
                assert answer.status in {403, 421}, (port, path, headers)
                assert "Small" not in answer.text


def test_a_foreign_host_is_refused_even_with_the_secret(site: Site) -> None:
    """A browser on the server's machine whose name for a page was rebound to loopback."""
    asked = {"Host": "evil.example", "X-Dashboard-Secret": SECRET}
    assert get(site.server, "/", asked).status == 421
    assert get(site.server, "/", {**asked, "Host": PARTNER_HOST}).status == 200
    for broken in ("", "a b", "localhost@evil.example"):
        with closing(http.client.HTTPConnection("127.0.0.1", site.server, timeout=20)) as asking:
            asking.putrequest("GET", "/", skip_host=True)
            asking.putheader("Host", broken)
            asking.endheaders()
            assert asking.getresponse().status in {400, 421}


def test_a_public_server_never_has_a_partner_pack(partner_packs: Path, small_packs, serve) -> None:
    """Also where somebody copied it into the folder and pointed to it."""
    folder = Path(shutil.copytree(small_packs, partner_packs.parent / "public"))
    port = serve(folder, "--allow-host", PUBLIC_HOST)
    version = Packs(partner_packs, "partner").current().version
    public = get(port, "/ready").text
    for each in partner_packs.iterdir():
        shutil.copy(each, folder)

    assert get(port, "/ready").status == 503
    for path in paths(version):
        answer = get(port, path)
        assert "artners only" not in answer.text, path
    assert get(port, f"/download/records.csv?present={version}").status == 410
    assert get(port, "/", {"Host": PUBLIC_HOST}).status == 200
    assert public.startswith("pack ")
