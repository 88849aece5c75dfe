"""Write the shipped tables of offences and harm weights from the open data beside the repository.

``python -m bench.harm_weights``. The sources are the Home Office's police recorded crime by force,
quarter and offence code, and the weights of the ONS Crime Severity Score as downloaded in 2020,
both under the Open Government Licence v3.0.
"""

from pathlib import Path

import pandas as pd

from bench.placebo import SHARED
from data.build.harm_rows import ENGLAND
from data.build.readers import harm
from data.model.crime_types import BY_LABEL

RECORDED = "comparators/prc_pfa_long.csv.gz"
CATEGORIES = "harm/offence_code_to_policeuk_category.csv"
YEAR = "2022/23"
WALES = ("Dyfed-Powys", "Gwent", "North Wales", "South Wales")
# Offences of violence that the severity data of 2020 do not have.
VIOLENCE = "violence-and-sexual-offences"
LATER = {"8T": VIOLENCE, "8U": VIOLENCE}
# Rows of the annual report by the Home Office's subgroup, and by code where it is finer.
SUBGROUPS = {
    "Violence with injury": "Violence with injury",
    "Violence without injury": "Violence without Injury (Excluding Harassment)",
    "Stalking and harassment": "Harassment",
    "Rape offences": "Rape",
    "Other sexual offences": "Non-Rape Sexual Offences",
    "Robbery of business property": "Robbery",
    "Robbery of personal property": "Robbery",
    "Residential burglary": (
        "Residential Burglary - Dwelling; Residential Burglary - Sheds / Garages"
    ),
    "Theft from the person": "Theft from the Person",
    "Bicycle theft": "Bicycle Theft",
    "Shoplifting": "Shoplifting",
    "Arson": "Arson",
    "Criminal damage": "Criminal Damage",
    "Trafficking of drugs": "Drug Trafficking",
    "Possession of drugs": "Drug Possession",
    "Possession of weapons offences": "Possession of Weapons Offences",
    "Public order offences": "Public Order Offences",
}
CODES = {
    "48": "Theft of Vehicle", "37.2": "Theft of Vehicle", "45": "Theft from Vehicle",
    "49A": "Making off without Payment",
}  # fmt: skip
REFERENCE = Path(__file__).parents[1] / "data" / "reference"


def offence_mix(shared: Path) -> pd.DataFrame:
    """Return how many of each offence each territorial force and England recorded in the year."""
    recorded = pd.read_csv(shared / RECORDED, dtype={"Offence Code": str})
    year = recorded[(recorded["FY"] == YEAR) & recorded["territorial"]]
    counts = year.pivot_table(
        index="Offence Code", columns="Force", values="n", aggfunc="sum", fill_value=0
    ).clip(lower=0)
    counts[ENGLAND] = counts.drop(columns=list(WALES)).sum(axis="columns")
    of = _categories(shared)
    kinds = year.drop_duplicates("Offence Code").set_index("Offence Code").loc[counts.index]
    mix = pd.DataFrame(
        {
            "offence_code": counts.index,
            "offence": kinds["Offence Description"],
            "crime_type": [of.get(each, "") for each in counts.index],
            "measures": [
                CODES.get(code, SUBGROUPS.get(subgroup, ""))
                for code, subgroup in zip(counts.index, kinds["Offence Subgroup"], strict=True)
            ],
        },
        index=counts.index,
    ).join(counts.astype(int))
    return mix[(mix["crime_type"] != "") & (mix[ENGLAND] > 0)].reset_index(drop=True)


def code_weights(shared: Path) -> pd.Series:
    """Return the weight of each offence code."""
    joined = pd.read_csv(shared / CATEGORIES, dtype={"ONS_COUNTS_code": str})
    return joined.set_index("ONS_COUNTS_code")["ONS_SEVERITY_weight"]


def _categories(shared: Path) -> dict[str, str]:
    joined = pd.read_csv(shared / CATEGORIES, dtype={"ONS_COUNTS_code": str})
    labels = joined["POLICE_UK_CAT_MAP_category"].str.lower()
    return {**dict(zip(joined["ONS_COUNTS_code"], labels.map(BY_LABEL), strict=True)), **LATER}


def main() -> None:
    """Write both tables."""
    mix = offence_mix(SHARED)
    weights = harm.means(code_weights(SHARED), mix)
    rounded = weights.round({"mean": 4, "mean_square": 3, "matched": 4})
    mix.to_csv(REFERENCE / "offence_mix.csv", index=False, lineterminator="\n")
    rounded.to_csv(REFERENCE / "harm_weights.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
