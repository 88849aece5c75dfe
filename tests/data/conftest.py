"""The pack of a borough with missing months."""

from tests.gaps import gap_pack, gap_packs

__all__ = ["gap_pack", "gap_packs"]
