"""Fetch a borough's files from the web. The only room with network access.

``catalogue.toml`` has every address and service name. ``client`` sends requests politely,
``archive``, ``arcgis`` and ``nomis`` read from one publisher each, ``new`` has the steps of the
commands ``new`` and ``refresh``, ``ledger`` records what was fetched, and ``starter`` writes the
settings file.
"""
