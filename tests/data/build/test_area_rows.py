"""Names that two areas share."""

import pandas as pd

from data.build.area_rows import distinct_names


def test_areas_of_one_name_get_their_district_else_code() -> None:
    area = pd.DataFrame(
        [
            ("2022", "E1", "Abbey", "Reading"),
            ("2022", "E2", "Abbey", ""),
            ("2025", "E3", "Abbey", "Reading"),
            ("2022", "E4", "Central", "Slough"),
        ],
        columns=["vintage", "code", "name", "district"],
    )

    assert distinct_names(area).tolist() == ["Abbey (Reading)", "Abbey (E2)", "Abbey", "Central"]
