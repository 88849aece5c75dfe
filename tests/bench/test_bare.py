"""The bare page of the bench shows the charts that the dashboard is compared with."""

import json
import re

from bench import bare
from data.pack.packs import Packs


def test_its_map_finds_the_boundaries_that_it_asks_for(demo_packs) -> None:
    packs = Packs(demo_packs)
    client = bare.create_app(packs).server.test_client()
    layout = json.dumps(client.get("/_dash-layout").json)
    addresses = {*re.findall(r"/boundaries/[^\"]+\.geojson", layout)}
    assert addresses
    for each in addresses:
        assert client.get(each).json["features"]
    packs.current().close()
