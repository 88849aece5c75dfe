"""The pages on data, methods and accessibility."""
