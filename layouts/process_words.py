"""What a process behaviour chart says, in words: pure, and never more than its tests allow."""

from data import causes, months
from data.causes import Cause
from data.process import Process
from data.xmr import Rule
from layouts import words

TOLD = 2
NUMBERS = {7: "Seven", 8: "Eight", 9: "Nine", 10: "Ten", 11: "Eleven", 12: "Twelve"}
SHAPES: dict[Rule, str] = {"beyond": "◆", "trend": "▲", "near": "■", "run": "●"}
RULES: dict[Rule, str] = {
    "beyond": "beyond the limits",
    "trend": "seven or more rising or falling",
    "near": "two of three near a limit",
    "run": "seven or more on one side of the average",
}


def standing_out(found: Process) -> str:
    """What stands out in a chart, changes first; or that nothing does, or why none can."""
    said = []
    if found.quarters:
        said.append("Fewer than 5 a month on average, so quarters are shown.")
    elif found.low:
        said.append(
            "Fewer than 5 a month on average: limits mean little, and there are too few whole "
            "quarters to show those instead."
        )
    if not found.chart.phases:
        return " ".join([*said, f"Too few {found.unit}s in a row are held for limits."])
    told = causes.leading(found.causes)
    said += [f"{cause_line(found, each)}." for each in told[:TOLD]]
    if not told:
        said.append(f"No {found.unit} stands out from normal variation.")
    if len(told) > TOLD:
        more = len(told) - TOLD
        said.append(f"The numbers name {more} more signal{'s' if more > 1 else ''}.")
    if found.chart.phases[-1].trial:
        said.append(f"Limits are trial ones: they rest on fewer than 12 {found.unit}s.")
    return " ".join(said)


def cause_line(found: Process, cause: Cause) -> str:
    """One special cause: where it is, and whether it is a change, a season or not known."""
    if cause.kind == "season":
        return _season(found, cause)
    line = _where(found, cause)
    if cause.test is None:
        return f"{line}; season cannot be ruled out"
    if cause.test.verdict == "clear":
        return f"{line}, which is more than season or chance would explain"
    return f"{line}, which may be more than season and chance"


def _where(found: Process, cause: Cause) -> str:
    signal, unit = cause.signal, found.unit
    first, last = found.starts[signal.first], found.end(signal.last)
    count = NUMBERS.get(signal.length, str(signal.length))
    side = "upper" if signal.high else "lower"
    if signal.rule == "run":
        where = "above" if signal.high else "below"
        return f"{count} {unit}s in a row {where} average from {months.label(first)}"
    if signal.rule == "trend":
        way = "rising" if signal.high else "falling"
        return f"{count} {unit}s in a row {way}, {words.stretch(first, last)}"
    lie = "lies" if signal.length == 1 and not found.quarters else "lie"
    if signal.rule == "near":
        return f"{words.stretch(first, last)} {lie} close to the {side} limit"
    beyond = "above" if signal.high else "below"
    return f"{words.stretch(first, last)} {lie} {beyond} the {side} limit"


def _season(found: Process, cause: Cause) -> str:
    signal = cause.signal
    first, last = found.starts[signal.first], found.end(signal.last)
    way = {(True, True): "Rising", (True, False): "Falling", (False, True): "Higher",
           (False, False): "Lower"}[signal.rule == "trend", signal.high]  # fmt: skip
    before = f"in {first.year - 1}" if first.year == last.year else "a year earlier"
    if not _as_before(found, cause):
        return (
            f"{way} in {words.stretch(first, last)}, but within chance of the same months {before}"
        )
    return f"{way} in {words.stretch(first, last)}, as {before}"


def _as_before(found: Process, cause: Cause) -> bool:
    """Whether the same points a year earlier lay on the same side of the average."""
    phase, test = found.chart.phase_at(cause.signal.first), cause.test
    if phase is None or test is None:
        return False
    length = min(cause.signal.length, 4 if found.quarters else 12)
    return (test.before > length * phase.mean) == cause.signal.high


def mark(found: Process, place: int) -> str:
    """What marks one point, in words; nothing when no rule does."""
    rule = found.chart.rule_at(place)
    return f"{SHAPES[rule]} {RULES[rule]}" if rule else ""


def anew(found: Process) -> list[str]:
    """From when limits were set anew, and why."""
    return [
        f"Limits set anew from {months.label(found.starts[each.first])}: {each.reason}."
        for each in found.chart.phases
        if each.reason
    ]
