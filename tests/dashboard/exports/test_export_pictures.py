"""Maps for slides are rendered in a separate process, or in this one if there is none."""

from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children

import pytest

from dashboard.exports import export_pictures
from dashboard.exports.export_pictures import PREFETCHED, MapRenderer
from data.model.meetings.agendas import SavedView
from layouts.export.deck_frame import picture
from layouts.export.view_export import ViewExport


def map_of(colour: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
        f'<rect width="40" height="20" fill="{colour}"/></svg>'
    )


RED, BLUE = map_of("#aa0000"), map_of("#0000aa")


def handout_with(**maps: str) -> ViewExport:
    return ViewExport(SavedView("", "/"), "Overview", "all crime", panels={}, maps=maps)


def test_the_process_renders_the_same_picture_and_ends() -> None:
    with MapRenderer() as renderer:
        renderer.submit(RED)
        drawn = [renderer.picture(each) for each in (RED, BLUE, RED)]
        assert active_children()

    assert drawn == [picture(RED), picture(BLUE), picture(RED)]
    assert drawn[0].ratio == 2
    assert drawn[0].png[1:4] == b"PNG"
    assert not active_children()


class Broken:
    """A pool whose process dies: at once, or with the first task."""

    def __init__(self, *_given: object, **_more: object) -> None:
        self.asked = 0

    def submit(self, *_given: object) -> None:
        self.asked += 1
        raise BrokenProcessPool

    def shutdown(self, **_given: object) -> None:
        """There is nothing to stop."""


def test_without_a_process_the_picture_is_rendered_in_this_one(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(export_pictures, "ProcessPoolExecutor", Broken)
    with MapRenderer() as renderer:
        assert renderer.picture(RED) == picture(RED)
    assert "no process can be started to render maps" in caplog.text


def test_exports_keep_their_order_and_maps_are_prefetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export_pictures, "ProcessPoolExecutor", Broken)
    made = [handout_with(map=map_of(f"#{place:06x}")) for place in range(PREFETCHED + 3)]
    made[1] = ViewExport(made[1].view, "Place", "", panels={}, drawings={"map": ("A map", BLUE)})
    with MapRenderer() as renderer:
        asked: list[str] = []
        monkeypatch.setattr(renderer, "submit", asked.append)
        known = []
        for place, each in enumerate(renderer.prefetch(made)):
            assert each is made[place]
            known.append(len(asked))

    assert known == [min(place + PREFETCHED + 1, len(made)) for place in range(len(made))]
    assert asked[1] == BLUE
