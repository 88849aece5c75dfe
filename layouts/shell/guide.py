"""The guide of a first visit: three steps below the header, never shown again once closed."""

import json
from typing import Any

from layouts.base.unchecked import html

STEPS = (
    "Choose what is counted. Crime type, area and months apply to every chart and go with you from "
    "page to page. Search finds places, streets and pages.",
    "Read the title first. It says what was found, and the line below how sure that is. "
    '"Show the numbers" has the figures.',
    "Take it with you. Each chart offers its picture, data and link, or joins your briefing. The "
    "tools save a view in this browser and export slides.",
)


def guide() -> list[Any]:
    """Return the guide with its first step; ``assets/own/own.js`` shows it and the next steps."""
    more: Any = {"data-guide-to": "next"}
    close: Any = {"data-guide-to": "close"}
    said: Any = {"data-steps": json.dumps(STEPS)}
    return [
        html.P(numbered(0), role="status", **said),
        html.Button("Next", type="button", **more),
        html.Button("Close the guide", type="button", **close),
    ]


def numbered(index: int) -> str:
    """Return a step with its number, as ``assets/own/own.js`` writes the later steps."""
    return f"{index + 1} of {len(STEPS)}. {STEPS[index]}"
