"""The map of areas for a question, with its edition, drawn area and chosen areas."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.model.question import Question
from layouts.base.classes import Class
from layouts.maps import maps


def question_map(
    question: Question,
    wards: pd.DataFrame,
    classes: Sequence[Class],
    placed: Sequence[int],
    height: int,
    *,
    points: pd.DataFrame | None = None,
    whole: bool = False,
) -> dict[str, Any]:
    """Return the ``ward_map`` of a question, fitted to the chosen areas unless ``whole``.

    Chosen areas that are not in ``wards``, such as places, are outlined.
    """
    areas = [question.domain.area_by_id[each] for each in question.filters.areas]
    others = [each for each in areas if each.code not in {*wards["code"]}]
    kinds = sorted({each.kind for each in others})
    return maps.ward_map(
        wards,
        classes,
        placed,
        version=question.domain.version,
        extent=question.domain.extent,
        height=height,
        edition=question.view.edition,
        drawn=question.filters.drawn,
        points=points,
        chosen=None if whole else question.extent,
        outlined={kind: [each.code for each in others if each.kind == kind] for kind in kinds},
    )
