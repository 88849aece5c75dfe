"""Narrow areas around points and lines, in metres."""

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree
from scipy.spatial.distance import cdist


def corridor(shape: shapely.Geometry, metres: float) -> shapely.Polygon:
    """Return the area within ``metres`` of points or lines, as one polygon without holes.

    If the area has separate parts, it is joined by the minimum spanning tree of all corners of
    ``shape``, widened by ``metres`` too.
    """
    corners = np.unique(shapely.get_coordinates(shape), axis=0)
    near = shapely.buffer(shape, metres, quad_segs=4)
    if near.geom_type != "Polygon":
        near = shapely.union(near, shapely.buffer(_tree(corners), metres, quad_segs=4))
    return shapely.Polygon(near.exterior)


def _tree(corners: NDArray[np.float64]) -> shapely.Geometry:
    """Return the minimum spanning tree of distinct points (n x 2) as lines."""
    tree = minimum_spanning_tree(cdist(corners, corners)).tocoo()
    return shapely.multilinestrings(corners[np.column_stack([tree.row, tree.col])])


def groups(shapes: NDArray, names: NDArray[np.integer], metres: float) -> NDArray[np.int32]:
    """Return a group number for each shape; a group has one name and lies together.

    ``names`` has the name of each shape, as a number. Two shapes of one name are in the same group
    if a chain of shapes of that name links them, each at most ``metres`` from the next.
    """
    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=metres)
    linked = names[one] == names[other]
    graph = np.ones(np.count_nonzero(linked)), (one[linked], other[linked])
    size = (len(shapes), len(shapes))
    return connected_components(coo_array(graph, shape=size), directed=False)[1]
