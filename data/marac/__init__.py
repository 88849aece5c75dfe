"""MARAC figures: volume, repeat rate and the partner pack's finer windows."""
