"""The registry of pages: their addresses, their names and which filters apply to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PageEntry:
    """One page: its address and its name in the navigation.

    ``filtered`` says whether the filter bar applies, ``located`` whether the area filter does,
    ``typed`` whether that of crime types does (without it all crime and ASB are counted), and
    ``measured`` whether the measure does. A page that ``needs`` a kind of source is in the
    navigation only if the pack holds it. A path that ends in ``<kind>``, such as ``<place>``, is
    that of one page for each area of that kind.
    """

    path: str
    name: str
    filtered: bool = True
    located: bool = True
    typed: bool = True
    measured: bool = False
    needs: str = ""

    @property
    def of(self) -> str:
        """The kind of area, if there is one page for each; else empty."""
        match = re.search(r"<(\w+)>$", self.path)
        return match[1] if match else ""

    def address(self, area: str = "") -> str:
        """Return the page's address; ``area`` is an id if there is one page for each area."""
        return self.path.replace(f"<{self.of}>", area) if self.of else f"{self.path}{area}"


OVERVIEW = PageEntry("/", "Now", measured=True)
HOTSPOTS = PageEntry("/hotspots", "Hotspots", measured=True)
PLACES = PageEntry("/places", "Places", located=False, needs="places")
COMPARE = PageEntry("/compare", "Compare", measured=True)
PEERS = PageEntry("/peers", "Peers", located=False, needs="peers")
TRENDS = PageEntry("/trends", "Trends")
OUTCOMES = PageEntry("/outcomes", "Outcomes", located=False, needs="outcomes")
MARAC = PageEntry("/marac", "MARAC", filtered=False, needs="abuse")
SINCE = PageEntry("/since", "Actions", filtered=False, needs="actions")
ACTIVITY = PageEntry("/activity", "Activity", filtered=False, needs="strategy")
REQUESTS = PageEntry("/requests", "Council", filtered=False, needs="requests")
RECORDS = PageEntry("/records", "Records")
ASSESSMENT = PageEntry("/assessment", "Assessment", located=False, typed=False)
ABOUT = PageEntry("/about", "Data and methods", filtered=False)
PLACE = PageEntry("/places/<place>", "Place", located=False)
NEWS = PageEntry("/news", "What is new", filtered=False)
GLOSSARY = PageEntry("/glossary", "Glossary", filtered=False)
ACCESSIBILITY = PageEntry("/accessibility", "Accessibility statement", filtered=False)

# The pages of the navigation, by its groups.
GROUPS: Mapping[str, tuple[PageEntry, ...]] = {
    "Now": (OVERVIEW,),
    "Where": (HOTSPOTS, PLACES, PEERS),
    "Trends": (TRENDS, COMPARE, OUTCOMES),
    "Partnership": (MARAC, SINCE, ACTIVITY, REQUESTS, ASSESSMENT),
    "Data": (RECORDS, ABOUT),
}
NAVIGATION = tuple(page for pages in GROUPS.values() for page in pages)
# A page composed of cards of other pages, linked beside every view.
BRIEFING = PageEntry("/briefing", "Briefing", filtered=False)
# Pages with one address for each area.
OF_AREAS = (PLACE,)
# Pages linked from the foot of every page.
AT_FOOT = (NEWS, GLOSSARY, ACCESSIBILITY)
EVERY = (*NAVIGATION, *OF_AREAS, BRIEFING, *AT_FOOT)
