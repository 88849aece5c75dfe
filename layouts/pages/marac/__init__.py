"""The page of MARAC figures, domestic abuse and hate crime."""
