"""Write every sentence of every page for the 80 sets of filters: ``-m tests.claims.print FILE``."""

import sys
import tempfile
from pathlib import Path

from tests.claims import filters, walk
from tests.real_packs import OPEN_DATA


def main(target: Path) -> None:
    """Write the sentences; each is written once for a borough and page, with its first address."""
    with target.open("w", encoding="utf-8") as out, tempfile.TemporaryDirectory() as name:
        for borough in filters.BOROUGHS:
            if borough != "demonstration" and not OPEN_DATA.is_dir():
                continue
            pack = walk.pack_of(borough, Path(name) / borough)
            seen: set[tuple[str, str]] = set()
            for search in filters.searches(borough, pack.domain):
                for path, page in walk.answered(borough, pack, search).pages.items():
                    new = [each for each in page.sentences if (path, each) not in seen]
                    seen |= {(path, each) for each in new}
                    if new:
                        print(f"\n== {borough} {path}{search}", *new, sep="\n", file=out)
            pack.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
