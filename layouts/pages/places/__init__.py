"""The list of named places, the page of one place, and what happened after actions."""
