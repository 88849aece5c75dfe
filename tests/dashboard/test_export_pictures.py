"""Maps for slides are drawn in a process beside, ahead of the slides; here where there is none."""

from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children

import pytest

from dashboard import export_pictures
from dashboard.export_pictures import AHEAD, Beside
from data.agendas import SavedView
from layouts.deck_slides import picture
from layouts.handout import Handout


def map_of(colour: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
        f'<rect width="40" height="20" fill="{colour}"/></svg>'
    )


RED, BLUE = map_of("#aa0000"), map_of("#0000aa")


def handout_with(**maps: str) -> Handout:
    return Handout(SavedView("", "/"), "Overview", "all crime", panels={}, maps=maps)


def test_a_process_beside_draws_the_same_picture_and_goes() -> None:
    with Beside() as beside:
        beside.ask(RED)
        drawn = [beside.picture(each) for each in (RED, BLUE, RED)]
        assert active_children()

    assert drawn == [picture(RED), picture(BLUE), picture(RED)]
    assert drawn[0].ratio == 2
    assert drawn[0].png[1:4] == b"PNG"
    assert not active_children()


class Broken:
    """A pool whose process is lost: at once, or with the first work."""

    def __init__(self, *_given: object, **_more: object) -> None:
        self.asked = 0

    def submit(self, *_given: object) -> None:
        self.asked += 1
        raise BrokenProcessPool

    def shutdown(self, **_given: object) -> None:
        """There is nothing to let go."""


def test_without_a_process_the_picture_is_drawn_here(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(export_pictures, "ProcessPoolExecutor", Broken)
    with Beside() as beside:
        assert beside.picture(RED) == picture(RED)
    assert "no process draws maps" in caplog.text


def test_handouts_keep_their_order_and_maps_are_asked_for_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export_pictures, "ProcessPoolExecutor", Broken)
    made = [handout_with(map=map_of(f"#{place:06x}")) for place in range(AHEAD + 3)]
    made[1] = Handout(made[1].view, "Place", "", panels={}, drawings={"map": ("A map", BLUE)})
    with Beside() as beside:
        asked: list[str] = []
        monkeypatch.setattr(beside, "ask", asked.append)
        known = []
        for place, each in enumerate(beside.ahead(made)):
            assert each is made[place]
            known.append(len(asked))

    assert known == [min(place + AHEAD + 1, len(made)) for place in range(len(made))]
    assert asked[1] == BLUE
