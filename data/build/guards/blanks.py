"""What programs write into a cell for a missing value."""

BLANK = ("", "NA", "N/A", "#N/A", "NAN", "NULL", "NONE", "<NA>")  # in capitals
