"""The server's garbage collections are short: they leave out what imports made."""

import gc
from pathlib import Path

from dashboard.serve import serve


def test_a_full_collection_visits_little(small_packs: Path, monkeypatch) -> None:
    """A thousand new connections set one off: it would stop every answer for 0.2 s."""
    gc.unfreeze()  # what a test before this one may have frozen by serving
    gc.collect()
    all_objects, visited = len(gc.get_objects()), []

    class Server:
        def __init__(self, *_given: object) -> None: ...

        def run(self) -> None:
            visited.append(len(gc.get_objects()))

    monkeypatch.setattr("dashboard.serve.WebServer", Server)
    try:
        serve(small_packs, "127.0.0.1", 0)
    finally:
        gc.unfreeze()

    assert visited[0] < all_objects / 5
