"""The reasons why a row of a street or outcome file cannot be used."""

BAD_MONTH = "month is not YYYY-MM"
DATE = "month is not YYYY-MM but a date, as a spreadsheet writes it"
SCIENTIFIC_ID = "Crime ID was turned into a number by a spreadsheet"
OTHER_MONTH = "month is not the month in the file's name"
NO_FORCE = "no police force in Reported by"
UNKNOWN_TYPE = "crime type is not one of police.uk's"
LEFT_OUT = "crime type in left_out_types of the TOML: "
UNKNOWN_CATEGORY = "ASB category is not known"
NO_LOCATION = "no coordinates"
OUTSIDE_GB = "coordinates are not in Great Britain"
COPY = "copy of a row with the same Crime ID"
NO_ID = "no Crime ID"
NO_OUTCOME = "no outcome type"
UNKNOWN_OUTCOME = "outcome type is not one of police.uk's"
EARLY = "the outcome is of a month before its crime was recorded"
# Reasons that are normal in published files: they are no sign of damage.
HARMLESS = (NO_LOCATION, COPY)
# One row with such a reason stops the build: other rows may be changed without looking wrong.
CHANGED = (DATE, SCIENTIFIC_ID)
DATES = (
    r"[A-Za-z]{3,9}[- ]\d{2,4}|\d{1,2}[- ][A-Za-z]{3,9}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*"
    r"|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}.*|\d{5}"
)
SCIENTIFIC = r"[0-9]+[.,][0-9]+[eE]\+?[0-9]+|[0-9]+[eE]\+[0-9]+"


def is_harmless(reason: object) -> bool:
    """Return whether a reason is no sign that the file is damaged."""
    return reason in HARMLESS or str(reason).startswith(LEFT_OUT)
