"""The special causes of a process behaviour chart in words."""

from datetime import date
from typing import Any

from data.model import months
from data.model.noun import Noun, either
from data.series.process import Process
from data.stats.causes import LOW, Cause
from data.stats.xmr import ORDER, Rule, Signal
from layouts.base import theme, words
from layouts.base.unchecked import html
from layouts.charts.notes import level
from layouts.charts.process_chart import RULES

HOW = (
    "The average and limits of a monthly line are those of an XmR chart: the mean, and the mean "
    "more or less 2.66 times the mean moving range. Points beyond them, long runs and trends are "
    "signals; a signal may still be a season."
)
MORE = Noun("other signal", "other signals")
NAMED = 2  # other signals that are named; more are only counted
NUMBERS = {7: "Seven", 8: "Eight", 9: "Nine", 10: "Ten", 11: "Eleven", 12: "Twelve"}
SHAPES: dict[Rule, str] = {
    "astronomical_point": "◆",
    "trend": "▲",
    "two_of_three": "■",
    "shift": "●",
}


def standing_out(process: Process, first: date = date.min, last: date = date.max) -> str:
    """Return sentences on the signals of a chart and on a suggested step, or why it has no limits.

    The signal described first is the latest in the months from ``first`` to ``last``, or else the
    latest of all.
    """
    said = []
    if process.bare:
        shown = "Quarters are shown. " if process.quarters else ""
        return f"{shown}Fewer than {LOW} a {process.unit} on average: too few for limits."
    if process.quarters:
        said.append(f"Fewer than {LOW} a month on average, so quarters are shown.")
    if not process.chart.phases:
        return " ".join([*said, f"Too few {process.unit}s in a row have data for limits."])
    latest = process.latest(first, last) or process.latest()
    if latest and latest != process.latest(first, last):
        said.append("No signal in the chosen months. The latest:")
    said.append(
        f"{cause_line(process, latest)}."
        if latest
        else f"No {process.unit} is beyond normal variation."
    )
    others = [each for each in process.causes if each is not latest]
    if len(others) > NAMED:
        said.append(f"{MORE.count(len(others), ('is', 'are'))} marked in the chart.")
    elif latest:
        said += [f"Also: {cause_line(process, each)}." for each in others]
    said.append(since_then(process))
    if process.step:
        said.append(suggested_step(process, process.step))
    if process.chart.phases[-1].trial:
        said.append(f"Limits are provisional: they rest on fewer than 12 {process.unit}s.")
    return " ".join(filter(None, said))


def since_then(process: Process) -> str:
    """Return how many points after the last signal are above, below or at the average.

    Empty without a signal, or without points after it.
    """
    if not process.causes:
        return ""
    chart, last = process.chart, max(each.signal.last for each in process.causes)
    after = range(last + 1, len(process.starts))
    around = [
        (chart.values[each] or 0) - phase.mean
        for each in after
        if chart.values[each] is not None and (phase := chart.phase_at(each)) is not None
    ]
    if not around:
        return ""
    sides = {
        "above the average": sum(each > 0 for each in around),
        "below the average": sum(each < 0 for each in around),
        "at the average": sum(each == 0 for each in around),
    }
    said = ", ".join(f"{n} {side}" for side, n in sides.items() if n)
    many = f"{len(around)} {process.unit}s" if len(around) > 1 else process.unit
    return f"No signal in the {many} after {months.label(process.end(last))}: {said}."


def levels(process: Process) -> list[str]:
    """Return the meaning of the dashed and dotted lines with their latest values; empty without."""
    if not process.chart.phases:
        return []
    phase = process.chart.phases[-1]
    limits = " and ".join(level(each) for each in (phase.lower, phase.upper) if each >= 0)
    noun = "limits" if phase.lower >= 0 else "upper limit"
    return [f"Dashed: average, {level(phase.mean)}. Dotted: {noun}, {limits}."]


def suggested_step(process: Process, step: Signal) -> str:
    """Return the advice to recalculate limits from the start of a long shift, and its reason."""
    side = "above" if step.high else "below"
    start = months.label(process.starts[step.first])
    return (
        f"A step is suggested from {start}: {step.length} {process.unit}s in a row lie {side} the "
        "average. If the reason is known, note it with the month to recalculate limits from."
    )


def cause_line(process: Process, cause: Cause) -> str:
    """Return a clause on one special cause: its months, and whether a season may explain it."""
    if cause.kind == "season":
        return _season(process, cause)
    line = _where(process, cause)
    if cause.test is None:
        return f"{line}; season cannot be ruled out"
    if cause.test.verdict == "clear":
        return f"{line}: more than the season explains"
    return f"{line}: perhaps more than the season explains"


def _where(process: Process, cause: Cause) -> str:
    signal, unit = cause.signal, process.unit
    first, last = process.starts[signal.first], process.end(signal.last)
    count = NUMBERS.get(signal.length, str(signal.length))
    side = "upper" if signal.high else "lower"
    if signal.rule == "shift":
        where = "above" if signal.high else "below"
        return f"{count} {unit}s in a row {where} average from {months.label(first)}"
    if signal.rule == "trend":
        way = "rising" if signal.high else "falling"
        return f"{count} {unit}s in a row {way}, {words.stretch(first, last)}"
    lie = either(signal.length + process.quarters, "lies", "lie")
    if signal.rule == "two_of_three":
        return f"{words.stretch(first, last)} {lie} close to the {side} limit"
    beyond = "above" if signal.high else "below"
    return f"{words.stretch(first, last)} {lie} {beyond} the {side} limit"


def _season(process: Process, cause: Cause) -> str:
    signal = cause.signal
    first, last = process.starts[signal.first], process.end(signal.last)
    way = {
        (True, True): "Rising",
        (True, False): "Falling",
        (False, True): "Higher",
        (False, False): "Lower",
    }[signal.rule == "trend", signal.high]
    before = f"in {first.year - 1}" if first.year == last.year else "a year earlier"
    if not _as_before(process, cause):
        same = f"within normal variation of the same months {before}"
        return f"{way} in {words.stretch(first, last)}, but {same}"
    return f"{way} in {words.stretch(first, last)}, as {before}"


def _as_before(process: Process, cause: Cause) -> bool:
    """Whether the sum of the same points a year earlier lay on the same side of the average."""
    phase, test = process.chart.phase_at(cause.signal.first), cause.test
    if phase is None or test is None:
        return False
    length = min(cause.signal.length, 4 if process.quarters else 12)
    return (test.before > length * phase.mean) == cause.signal.high


def mark(process: Process, index: int) -> str:
    """Return the shape and name of the rule that marks a point; empty if none does."""
    rule = process.chart.rule_at(index)
    return f"{SHAPES[rule]} {RULES[rule]}" if rule else ""


def key(process: Process) -> list[list[Any]]:
    """Return the legend of the marks in a chart, each shape in the colour of the marks."""
    rules = {rule for index in range(len(process.starts)) if (rule := process.chart.rule_at(index))}
    colour = theme.legible(theme.SERIES[1])
    return [
        [html.B(SHAPES[rule], style={"color": colour}), f" {RULES[rule]}"]
        for rule in ORDER
        if rule in rules
    ]


def recalculated(process: Process) -> list[str]:
    """Return a sentence for each recalculation of the limits: its first month and its reason."""
    return [
        f"Limits recalculated from {months.label(process.starts[each.first])}: {each.reason}."
        for each in process.chart.phases
        if each.reason
    ]
