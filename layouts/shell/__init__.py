"""The frame around every page: navigation, filters, saved views, presentation mode."""
