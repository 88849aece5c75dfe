"""The pack of a borough with missing months, apps of it and of the demonstration, and exports."""

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from data.pack.packs import Packs
from tests.dashboard.exports.held_exports import held
from tests.gaps import gap_open, gap_pack, gap_packs

__all__ = ["gap_open", "gap_pack", "gap_packs", "held"]


@pytest.fixture(scope="module")
def client(demo_open: Packs) -> FlaskClient:
    return create_app(demo_open).server.test_client()


@pytest.fixture(scope="module")
def gap_client(gap_open: Packs) -> FlaskClient:
    return create_app(gap_open).server.test_client()
