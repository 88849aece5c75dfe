"""Actions in words: the state of each, and what changed after a finished one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from data.model.crime_types import CHOICE
from data.model.noun import Noun, either
from data.model.question import join
from data.places.actions import STATES, Action, ActionState
from data.places.before_after import Answer, NotCompared, Since, Windows
from data.stats.displacement import Displacement
from layouts.base import words
from layouts.base.words import number, signed

SHAPES: Mapping[ActionState, str] = {
    "overdue": "◆", "due for review": "◇", "under way": "◐", "planned": "○", "done": "✓",
}  # fmt: skip
NOT_SET = "not set"
ACTION, OTHER = Noun("action", "actions"), Noun("other action", "other actions")
LONGEST = 32
OF_TITLE = 44  # letters of a title, so that it stays on one line
UNDECIDED: Answer = "cannot tell yet"
UNNAMED = "no comparison place is named"
EXAMPLE = "An example with made-up data"
INVENTED = (
    "Where and when these incidents fell is invented, so this says nothing about the real action."
)
REGRESSION = (
    "Places are chosen when their counts are high, so a fall often follows whatever is done. "
    "Only the comparison tells more."
)


def day(when: date | None, assumed: bool) -> str:
    """Return a day: "1 June 2022", "about June 2022" if it is assumed, "not set" if it is None."""
    if when is None:
        return NOT_SET
    return f"about {when:%B %Y}" if assumed else f"{when.day} {when:%B %Y}"


def state(action: Action, today: date) -> str:
    """Return the state of an action as a shape and words, with its last day if there is one."""
    said = action.state(today)
    if action.ended is None:
        return f"{SHAPES[said]} {said}"
    ended = day(action.ended, action.assumed)
    return f"{SHAPES[said]} {said}, {ended if said == 'done' else f'to end {ended}'}"


def lead(action: Action) -> str:
    """Return who leads an action, or that it is not given."""
    return action.lead or "not given"


def short(text: str, longest: int = LONGEST) -> str:
    """Return the first words of an action, up to ``longest`` letters, for a chart or a title."""
    head = clause(text)
    if len(head) <= longest:
        return head
    return f"{(head[:longest].rpartition(' ')[0] or head[:longest]).rstrip(',')}…"


def clause(text: str) -> str:
    """Return an action up to its first colon or semicolon."""
    return text.split(":", maxsplit=1)[0].split(";", maxsplit=1)[0].strip()


def summary(every: Sequence[Action], today: date) -> tuple[str, str]:
    """Return the title and the sentence of a list of actions, with their states on a day."""
    counts = Counter(each.state(today) for each in every)
    title = "no action is overdue"
    for wanted, name in (("overdue", "overdue for review"), ("due for review", "due for review")):
        if n := counts[wanted]:
            title = f"{n} of {ACTION.count(len(every))} {either(n, 'is', 'are')} {name}"
            break
    said = join([f"{counts[each]} {each}" for each in STATES if counts[each]])
    return f"What we said we would do: {title}", f"On {day(today, False)}: {said}."


def finding(found: Since) -> str:
    """Return the answer on an action with its shape; no shape where it cannot be compared."""
    said = answer_of(found)
    answer = f"{said[0].upper()}{said[1:]}"
    if isinstance(found.result, NotCompared) or found.answer == UNDECIDED:
        return answer
    if found.answer == "no clear difference":
        return f"{words.STEADY} {answer}"
    counts = found.result.counts
    return f"{words.SHAPES[counts.verdict or 'normal', counts.estimate > 0]} {answer}"


def answer_of(found: Since) -> str:
    """Return the answer in words.

    An action without a comparison place never has one, so it is not said to have none "yet".
    """
    return found.answer if found.action.comparison else UNNAMED


def why(found: Since) -> str:
    """Return why an action is not compared, or else the result of the comparison."""
    if not found.action.comparison:
        return UNNAMED
    if isinstance(found.result, NotCompared):
        return found.result.reason
    return _compared(found.action, found.result.counts)


def answers(every: Sequence[Since]) -> str:
    """Return how many actions have each answer, in the order of ``Answer``."""
    counted = Counter(answer_of(each) for each in every)
    said = [f"{each[0].upper()}{each[1:]}: {number(counted[each])}."
            for each in (*get_args(Answer), UNNAMED) if counted[each]]  # fmt: skip
    return " ".join([f"{ACTION.count(len(every))}.", *said])


def sentence(found: Since) -> str:
    """Return the counts before and after in a few sentences, with the limits of what they show."""
    action, result = found.action, found.result
    said = []
    if found.months and found.counts:
        span = f" in {words.MONTH.count(len(found.months.after))}"
        what = CHOICE[action.crime].noun.plural
        counted = _pair(found.counts, span)
        said.append(f"{what[0].upper()}{what[1:]} at {action.place_name}: {counted}.")
    if not action.comparison:
        reason = f"{UNNAMED[0].upper()}{UNNAMED[1:]}"
        return " ".join([*said, f"{reason}, so no verdict is possible."])
    if isinstance(result, NotCompared):
        return " ".join([*said, f"Not compared: {result.reason}."])
    said += [
        f"At {action.comparison_name}: {_pair(result.counts.comparison)}.",
        _compared(action, result.counts),
    ]
    if result.others:
        many = len(result.others)
        said.append(
            f"{OTHER.count(many)} began at these places in these "
            "months: what each did cannot be told apart."
        )
    return " ".join(said)


def _pair(counts: tuple[int, int], span: str = "") -> str:
    return f"{number(counts[0])}{span} before, {number(counts[1])}{span} after"


def _compared(action: Action, counts: Displacement) -> str:
    """Return how far the change at the place differs from that at the comparison place.

    Or that there are too few incidents to say, or that the two places are too unlike in size.
    """
    if counts.interval is None or counts.verdict is None:
        return f"That is {number(counts.total)} in all: too few to say whether the two differ."
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
        f"Set against {action.comparison_name}: {how} (95% interval {signed(low, 1)} to "
        f"{signed(high, 1)}), {words.BEYOND[counts.verdict]}. {weighed}"
    )


def months_of(windows: Windows) -> tuple[str, str]:
    """Return the months before the action and those after it, each as a span in words."""
    before, after = windows.before, windows.after
    return words.stretch(before[0], before[-1]), words.stretch(after[0], after[-1])
