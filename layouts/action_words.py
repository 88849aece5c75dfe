"""Actions in words: where each stands, and what changed around a finished one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from data.actions import STATES, Action, State
from data.before_after import BeforeAfter, NotCompared, Windows
from data.crime_types import CHOICE
from data.displacement import Displacement
from data.question import join
from layouts import words
from layouts.words import number, signed

SHAPES: Mapping[State, str] = {
    "overdue": "◆", "due for review": "◇", "under way": "◐", "planned": "○", "done": "✓",
}  # fmt: skip
NOT_SET = "not set"
LONGEST = 32
INVENTED = (
    "Where and when these incidents fell is invented, so this says nothing about the real action."
)


def day(when: date | None, assumed: bool) -> str:
    """A day as in "1 June 2022"; "about June 2022" when it is assumed."""
    if when is None:
        return NOT_SET
    return f"about {when:%B %Y}" if assumed else f"{when.day} {when:%B %Y}"


def state(action: Action, today: date) -> str:
    """Where an action stands, in a shape and in words, with the day of its end if it has one."""
    said = action.state(today)
    if action.ended is None:
        return f"{SHAPES[said]} {said}"
    ended = day(action.ended, action.assumed)
    return f"{SHAPES[said]} {said}, {ended if said == 'done' else f'to end {ended}'}"


def lead(action: Action) -> str:
    """Who leads an action, or that nobody is named."""
    return action.lead or "not given"


def short(text: str) -> str:
    """The first words of an action, to stand on a chart."""
    head = text.split(":", maxsplit=1)[0].split(";", maxsplit=1)[0].strip()
    if len(head) <= LONGEST:
        return head
    return f"{head[:LONGEST].rpartition(' ')[0] or head[:LONGEST]}…"


def summary(every: Sequence[Action], today: date) -> tuple[str, str]:
    """The finding and the sentence of a list of actions on a day."""
    counts = Counter(each.state(today) for each in every)
    title = "no action is overdue"
    for wanted, name in (("overdue", "overdue for review"), ("due for review", "due for review")):
        if n := counts[wanted]:
            total = f"action{'' if len(every) == 1 else 's'} {'is' if n == 1 else 'are'}"
            title = f"{n} of {len(every)} {total} {name}"
            break
    said = join([f"{counts[each]} {each}" for each in STATES if counts[each]])
    return f"What we said we would do: {title}", f"On {day(today, False)}: {said}."


def finding(found: BeforeAfter | NotCompared) -> str:
    """The title of a before and after: no more than its interval allows."""
    if isinstance(found, NotCompared):
        return "Before and after: not compared"
    counts, place = found.counts, found.action.comparison_name
    if not counts.enough:
        return "Before and after: too few incidents to say"
    if not counts.alike:
        return f"Before and after: {place} is too unlike to say"
    if counts.verdict in (None, "normal"):
        return f"{words.STEADY} No change beyond chance, set against {place}"
    more = counts.estimate > 0
    how = f"{'Clearly' if counts.verdict == 'clear' else 'Possibly'} {'more' if more else 'fewer'}"
    return f"{words.SHAPES[counts.verdict, more]} {how}, set against {place}"


def told(found: BeforeAfter | NotCompared) -> str:
    """What happened before and after in a few sentences, and what it does not show."""
    if isinstance(found, NotCompared):
        return f"Not compared: {found.reason}."
    action, counts = found.action, found.counts
    held = f" in {len(found.windows.after)} months"
    what = CHOICE[action.crime].plural
    said = [
        f"{what[0].upper()}{what[1:]} at {action.place_name}: {_pair(counts.treated, held)}.",
        f"At {action.comparison_name}: {_pair(counts.comparison)}.",
        _compared(action, counts),
    ]
    if found.others:
        many = len(found.others)
        said.append(
            f"{many} other action{'' if many == 1 else 's'} began at these places in these "
            "months: what each did cannot be told apart."
        )
    return " ".join(said)


def _pair(counts: tuple[int, int], held: str = "") -> str:
    return f"{number(counts[0])}{held} before, {number(counts[1])}{held} after"


def _compared(action: Action, counts: Displacement) -> str:
    """The difference of the two changes, and what may be said of it."""
    if counts.interval is None or counts.verdict is None:
        return f"That is {number(counts.variance)} in all: too few to say whether the two differ."
    if not counts.alike:
        return (
            f"Before, one place had more than twice as many as the other, so {action.place_name} "
            f"cannot be judged by {action.comparison_name}."
        )
    low, high = counts.interval
    size, way = abs(counts.estimate), "fewer" if counts.estimate < 0 else "more"
    how = f"{number(size)} {way}" if size else "no difference"
    weighed = (
        "Something smaller would not show in counts like these."
        if counts.verdict == "normal"
        else "It does not show that the action was the cause."
    )
    return (
        f"Set against {action.comparison_name} that is {how} (95% interval {signed(low, 1)} to "
        f"{signed(high, 1)}), {words.CHANCE[counts.verdict]}. {weighed}"
    )


def months_of(windows: Windows) -> tuple[str, str]:
    """The months before and the months after, each in words."""
    before, after = windows.before, windows.after
    return words.span(before[0], before[-1]), words.span(after[0], after[-1])
