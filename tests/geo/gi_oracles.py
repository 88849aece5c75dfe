"""Gi* and its chances by others: esda, every possible draw, and polynomials of whole numbers."""

import warnings
from itertools import combinations
from math import comb

import esda
import numpy as np
from libpysal.graph import Graph
from scipy import sparse


def by_esda(
    counts: np.ndarray, neighbours: sparse.csr_array, permutations: int, seed: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    """z and upper-tail p as esda has them, the p from the draws it keeps."""
    pairs = neighbours.tocoo()
    graph = Graph.from_arrays(pairs.row, pairs.col, np.ones(pairs.nnz))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of its p_sim, which is not used
        found = esda.G_Local(
            counts.astype(float), graph, transform="B", star=True, permutations=permutations,
            seed=seed, n_jobs=1,
        )  # fmt: skip
    hits = (found.rGs >= found.Gs[:, None] - 1e-12).sum(axis=1)
    return found.Zs, (hits + 1) / (permutations + 1)


def by_every_draw(counts: np.ndarray, neighbours: sparse.csr_array) -> np.ndarray:
    """The chance of each cell, by trying every set of others that could surround it."""
    dense = neighbours.toarray()
    found = []
    for cell, row in enumerate(dense):
        rest = np.delete(counts, cell)
        around = int(row @ counts - counts[cell])
        sums = [sum(each) for each in combinations(rest.tolist(), int(row.sum()) - 1)]
        found.append(np.mean(np.array(sums) >= around))
    return np.array(found)


def by_polynomials(counts: np.ndarray, neighbours: sparse.csr_array) -> np.ndarray:
    """The same for large grids: in how many ways may so many others reach so large a sum?

    The ways to take i of the m cells with v incidents are the coefficients of (1 + x·t^v)^m.
    """
    others = np.diff(neighbours.indptr) - 1
    around = neighbours @ counts - counts
    most, top = others.max(), int(np.sort(counts)[::-1][: others.max()].sum())
    found = np.ones(len(counts))
    for own in np.unique(counts):
        ways = np.zeros((most + 1, top + 1))
        ways[0, 0] = 1
        for value, cells in zip(*np.unique(counts, return_counts=True), strict=True):
            left, longer = int(cells - (value == own)), np.zeros_like(ways)
            for taken in range(min(left, most) + 1):
                shift = taken * int(value)
                if shift <= top:
                    longer[taken:, shift:] += (
                        comb(left, taken) * ways[: most + 1 - taken, : top + 1 - shift]
                    )
            ways = longer
        reaching = np.cumsum(ways[:, ::-1], axis=1)[:, ::-1]
        for number in np.unique(others[counts == own]):
            mine = (counts == own) & (others == number)
            all_ways = comb(len(counts) - 1, int(number))
            found[mine] = reaching[number, around[mine]] / all_ways
    return np.minimum(found, 1)
