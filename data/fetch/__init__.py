"""Fetch a borough's files from the web. The only room with network access.

``catalogue.toml`` has every address and service name. ``client`` sends requests politely,
``archive``, ``arcgis`` and ``nomis`` know one publisher each, ``new`` and ``refresh`` say what is
wanted, ``ledger`` records what was fetched, ``starter`` writes the settings file.
"""
