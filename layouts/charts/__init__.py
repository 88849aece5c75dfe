"""Charts of months, rates and volumes."""
