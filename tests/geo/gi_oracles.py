"""Gi* and its p-values by other means: esda, enumeration, and dynamic programming in integers."""

import warnings
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations
from math import comb

import esda
import numpy as np
from libpysal.graph import Graph
from scipy import sparse

# Bits for each coefficient of a polynomial packed into one integer: more than C(10⁶, 8) needs.
BITS = 192


def by_esda(
    counts: np.ndarray, neighbours: sparse.csr_array, permutations: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return esda's z, and the upper-tail p from the permutations it keeps."""
    pairs = neighbours.tocoo()
    graph = Graph.from_arrays(pairs.row, pairs.col, np.ones(pairs.nnz))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of its p_sim, which is not used
        found = esda.G_Local(
            counts.astype(float), graph, transform="B", star=True, permutations=permutations,
            seed=1, n_jobs=1,
        )  # fmt: skip
    hits = (found.rGs >= found.Gs[:, None] - 1e-12).sum(axis=1)
    return found.Zs, (hits + 1) / (permutations + 1)


def by_enumeration(counts: np.ndarray, neighbours: sparse.csr_array) -> list[Fraction]:
    """Return the p-value of each cell by listing every set of cells that could surround it."""
    found = []
    for cell, row in enumerate(neighbours.toarray()):
        rest = np.delete(counts, cell).tolist()
        around = int(row @ counts - counts[cell])
        sums = [sum(each) for each in combinations(rest, int(row.sum()) - 1)]
        found.append(Fraction(sum(each >= around for each in sums), len(sums)))
    return found


def by_integers(counts: np.ndarray, neighbours: sparse.csr_array) -> list[Fraction]:
    """Return the exact p-value of each cell of a large grid, one table of sets for each own count.

    The cell is left out of the table from the start. Row k of a table is one integer: bits
    192·s to 192·s + 191 hold the number of sets of k cells with a sum of s.
    """
    others = (np.diff(neighbours.indptr) - 1).tolist()
    around = (neighbours @ counts - counts).tolist()
    values = {int(v): int(n) for v, n in zip(*np.unique(counts, return_counts=True), strict=True)}

    @cache
    def table(own: int) -> list[int]:
        rows = [1] + [0] * max(others)
        for value, cells in values.items():
            left = cells - (value == own)
            rows = [
                sum(
                    comb(left, taken) * rows[k - taken] << BITS * value * taken
                    for taken in range(min(k, left) + 1)
                )
                for k in range(len(rows))
            ]
        return rows

    @cache
    def p(own: int, k: int, least: int) -> Fraction:
        packed = (table(own)[k] >> BITS * least).to_bytes(BITS // 8 * (9 * max(values) + 9), "big")
        step = BITS // 8
        reaching = sum(
            int.from_bytes(packed[at : at + step], "big") for at in range(0, len(packed), step)
        )
        return Fraction(reaching, comb(len(counts) - 1, k))

    return [p(*each) for each in zip(counts.tolist(), others, around, strict=True)]


def adjusted(p: Sequence[Fraction]) -> list[Fraction]:
    """Return the exact q of each p-value (Benjamini and Hochberg 1995)."""
    q, least = {}, Fraction(1)
    for rank, each in reversed([*enumerate(sorted(p), start=1)]):
        least = min(least, each * len(p) / rank)
        q[each] = least
    return [q[each] for each in p]
