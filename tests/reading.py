"""The reading grade of a sentence (Flesch-Kincaid), with names and numbers made short.

Kincaid, Fishburne, Rogers & Chissom (1975): 0.39 words per sentence + 11.8 syllables per word
- 15.59. Our own count of syllables, close to a dictionary's for plain English.
"""

import re
from collections.abc import Iterable

HARDEST = 9.0
FEWEST_WORDS = 5  # the grade of a label of a few words says nothing
SHORT = 3
VOWELS = re.compile(r"[aeiouy]+")
SILENT = (
    re.compile(r"[^aeiouyl]e$"),  # made, not people
    re.compile(r"[^aeiouydt]ed$"),  # called, not counted
    re.compile(r"[^aeiouycsxzgl]es$"),  # times, not places
    re.compile(r"[^aeiouyl]e(?:ment|ful|ly)"),  # statement
)
PARTED = re.compile(r"i[ao]|ea$|eo(?!p)|ua|uou|ying")  # area is three, people two
TOGETHER = re.compile(r"[ctsg]i[ao]|gua|qua")  # but nation is two
# Terms that count as one short word, like names: no writer chooses them. The glossary explains
# those of verdicts and classes.
TERMS = (
    "anti-social behaviour incidents", "anti-social behaviour", "violence and sexual offences",
    "criminal damage and arson", "possession of weapons", "theft from the person", "public order",
    "recorded crimes", "recorded crime",
    "other crime", "vehicle crimes", "vehicle crime", "bicycle thefts", "bicycle theft",
    "domestic abuse", "problem-solving task group", "community safety partnership",
    "open government licence v3.0", "covid restrictions", "thames valley police",
    "normal variation", "persistent", "emerging", "intermittent", "former",
)  # fmt: skip


def syllables(word: str) -> int:
    """Return the number of syllables of an English word: its vowel groups less silent ones."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= SHORT:
        return 1
    count = len(VOWELS.findall(word))
    count -= any(pattern.search(word) for pattern in SILENT)
    count += len(PARTED.findall(word)) - len(TOGETHER.findall(word))
    return max(count, 1)


def grade(sentence: str) -> float:
    """The Flesch-Kincaid grade of one sentence."""
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*", sentence)
    parts = [part for word in words for part in word.split("-") if part]
    if not parts:
        return 0
    return 0.39 * len(parts) + 11.8 * sum(map(syllables, parts)) / len(parts) - 15.59


def plain(text: str, names: Iterable[str]) -> str:
    """A text with every name as "Ash", every number as "six" and every month as "May"."""
    for each in sorted({*names}, key=len, reverse=True):
        if each in text:  # hundreds of names: more patterns than re keeps compiled
            text = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", "Ash", text)
    for each in TERMS:
        text = re.sub(rf"\b{re.escape(each)}\b", "theft", text, flags=re.I)
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    text = re.sub(rf"\b(?:\d+ )?(?:{months})(?: \d{{4}})?\b", "May", text)
    return re.sub(r"[+−-]?\d+(?:[.,/:–]\d+)*(?:st|nd|rd|th|%)?", "six", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a semicolon or colon joins two that could each stand alone."""
    return [
        each.strip()
        for each in re.split(r"(?<=[.?!;:])\s+", text)
        if len(re.findall(r"[A-Za-z]+", each)) >= FEWEST_WORDS
    ]
