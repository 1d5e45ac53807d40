"""The lessons that more or fewer incidents teach, as Markdown."""

from collections.abc import Iterator, Sequence

from ...insights import RecurrenceAfterFix
from ...model import Corpus, Incident
from ...render import words
from ...render.markdown import code, line
from ..comparison import Comparison
from ..teaching import Gain, Loss
from .lists import capped, names


def losses(comparison: Comparison) -> Iterator[str]:
    """Yield the lessons that fewer incidents teach."""
    if comparison.losses:
        yield "### Lessons taught by fewer incidents"
        yield capped([f"- {_loss(loss)}" for loss in comparison.losses])


def _loss(loss: Loss) -> str:
    lesson = f"*{line(loss.statement.removesuffix('.'))}* ({code(loss.lesson)})"
    parts = []
    if loss.removed:
        verb = "is" if len(loss.removed) == 1 else "are"
        parts.append(f"{_teachers(loss.removed)} {verb} removed")
    if loss.stopped:
        verb = "teaches" if len(loss.stopped) == 1 else "teach"
        parts.append(f"{_teachers(loss.stopped)} no longer {verb} it")
    reason = " and ".join(parts)
    if not loss.listed:
        return f"{lesson} is no longer in the catalogue; {reason}."
    if not loss.teachers:
        return f"{lesson}: **no incident teaches it now**; {reason}."
    left = words.count(len(loss.teachers), "incident")
    still = f"{left} still {'teaches' if len(loss.teachers) == 1 else 'teach'} it"
    if loss.lost_first:
        still += f", and the first is now {code(loss.teachers[0].id)}"
    return f"{lesson}: {reason}; {still}."


def _teachers(incidents: Sequence[Incident]) -> str:
    return names([incident.id for incident in incidents], 3)


def gains(comparison: Comparison) -> Iterator[str]:
    """Yield the lessons that more incidents teach."""
    if comparison.gains:
        yield "### Lessons taught by more incidents"
        yield capped([f"- {_gain(gain, comparison.corpus)}" for gain in comparison.gains])


def _gain(gain: Gain, corpus: Corpus) -> str:
    lesson = f"*{line(gain.statement.removesuffix('.'))}* ({code(gain.lesson)})"
    if gain.previous is None or gain.gap is None:
        return f"{lesson} is new: {code(gain.by.id)} is the first of {gain.taught} to teach it."
    incidents, gap = words.count(gain.taught, "incident"), words.gap(gain.gap)
    text = f"{lesson} is now seen in {incidents}, {gap} after {code(gain.previous.id)}"
    text += f", **while {_late(gain)}**." if gain.items else "."
    return " ".join([text, *(_failed_fix(one, corpus) for one in gain.did_not_hold)])


def _failed_fix(recurrence: RecurrenceAfterFix, corpus: Corpus) -> str:
    """Return a sentence on the fix of an earlier incident that did not hold."""
    items = ", ".join(
        f"“{line(item.text)}” ({code(item.id)}, {words.done(item)})"
        for item in recurrence.fix.items
    )
    days = words.count(recurrence.days, "day")
    where = words.again_in(recurrence.shared_services, corpus.service_title)
    when = f"{days} after, {line(where)}" if where else f"{days} after"
    return f"**The fix of {code(recurrence.earlier.id)} did not hold**, {when}: {items}."


def _late(gain: Gain) -> str:
    """Return the open action items, each once, with its incident if the text before has another."""
    overdue_days: dict[tuple[str, str], int] = {}
    for back in gain.items:
        item = (back.action.text, back.earlier.id)
        overdue_days[item] = max(back.overdue_days, overdue_days.get(item, 0))
    named = gain.previous.id if gain.previous else ""
    rows = [
        (f"“{line(text)}”" + (f" of {code(at)}" if at != named else ""), days)
        for (text, at), days in overdue_days.items()
    ]
    if len(rows) == 1:
        [(text, days)] = rows
        return f"{text} was open" + (f" and {words.count(days, 'day')} overdue" if days else "")
    *most, last = [
        text + (f" ({words.count(days, 'day')} overdue)" if days else "") for text, days in rows
    ]
    return f"{', '.join(most)} and {last} were open"
