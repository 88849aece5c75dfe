"""MARAC figures: volume, repeat rate, and twelve months ending each quarter for partners."""
