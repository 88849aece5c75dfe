"""Who can reach a pack for partners."""

from pathlib import Path

import pytest
import waitress

from dashboard.__main__ import main
from dashboard.serve import is_loopback, packs_for
from tests.conftest import Small

ANYWHERE = ".".join("0000")


@pytest.mark.parametrize(("host", "own"), [
    ("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("localhost", True),
    (ANYWHERE, False), ("::", False), ("192.168.0.7", False), ("dashboard.example", False),
    ("", False), ("127.0.0.1.example", False), ("localhost.example", False),
])  # fmt: skip
def test_only_this_machine_reaches_loopback(host: str, own) -> None:
    assert is_loopback(host) == own


@pytest.mark.parametrize(("said", "served"), [
    (f"public --host {ANYWHERE}", True),
    ("partner", True),
    (f"partner --host {ANYWHERE}", False),
    (f"partner --host {ANYWHERE} --behind-proxy", True),
])  # fmt: skip
def test_a_partner_pack_needs_loopback_or_a_proxy(
    small: Small, monkeypatch, capsys, said: str, served
) -> None:
    audience, *more = said.split()
    small.build(audience=audience).close()
    begun = []
    monkeypatch.setattr(waitress, "serve", lambda *_args, **named: begun.append(named["host"]))

    code = main(["serve", "--pack", str(small.folder / "packs"), *more])

    out, err = capsys.readouterr()
    assert bool(begun) == served == (code == 0)
    if served:
        assert out.startswith("For partners only" if audience == "partner" else "For the public")
        assert out.count("\n") == 1
    else:
        assert err.count("\n") == 1
        assert "is for partners only: serve it on 127.0.0.1, or behind a proxy" in err


def test_a_proxy_is_asked_for_after_every_build(small: Small) -> None:
    where = small.folder / "packs"
    assert packs_for(Path(where), ANYWHERE, behind_proxy=False).audiences == ("public",)
    assert "partner" in packs_for(Path(where), ANYWHERE, behind_proxy=True).audiences


def test_an_unknown_audience_is_refused(small: Small, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--sources", str(small.toml), "--out", "x", "--audience", "everyone"])

    assert "invalid choice: 'everyone'" in capsys.readouterr().err
