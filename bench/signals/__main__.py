"""Print how often simulated boroughs without change show a signal, and what is found."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.calibration import console, show
from bench.signals import Clusters, by_square, by_ward, of_pack, share_found, share_with_any
from data.build import build, config
from data.demo import demo
from data.pack.pack import Pack
from data.signals.incidents import Incidents

SIMULATED, PLANTED = 200, 20
# Usual incidents a month within 250 metres, times this many, over the newest months.
USUAL = (2, 5, 10, 20)
TIMES = (1.5, 2.0, 3.0, 5.0)
LENGTHS = (1, 3, 12)


def main() -> None:
    """Print the share of simulated boroughs with any signal, and the table of power."""
    start = perf_counter()
    with TemporaryDirectory() as folder:
        home = Path(folder)
        made = build.build(config.read(demo.write(home / "sources")), home / "pack")
        with closing(Pack(made.path)) as pack:
            incidents = of_pack(pack)
    ways: dict[str, Callable[[Incidents], Clusters]] = {"wards": by_ward, "squares": by_square}
    for name, clusters in ways.items():
        share = share_with_any(incidents, clusters(incidents), SIMULATED)
        console.print(f"Vary by {name}: any signal in {100 * share:.1f} % of {SIMULATED} boroughs")
    rows = [
        [f"{length} months", f"{usual}",
         *(f"{100 * share_found(incidents, 'shoplifting', (usual, each, length), PLANTED):.0f}"
           for each in TIMES)]
        for length in LENGTHS for usual in USUAL
    ]  # fmt: skip
    columns = ["Raised in the newest", "Usual a month", *(f"× {each:g}" for each in TIMES)]
    show("Planted around a street point: shown, %", columns, rows)
    console.print(f"Done in {perf_counter() - start:.0f} s.")


if __name__ == "__main__":
    main()
