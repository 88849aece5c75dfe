"""The pack of a borough with missing months."""

from tests.gaps import gap_open, gap_pack, gap_packs

__all__ = ["gap_open", "gap_pack", "gap_packs"]
