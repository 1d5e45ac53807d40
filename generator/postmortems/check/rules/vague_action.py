"""An action item starts with a word for work without an end: *investigate*, *improve*, *look into*,
*consider*, *avoid*, *ensure*, *monitor*, *be careful*.

An item with `measured_by` is not reported, nor one that ensures an observable state: *make sure
that no client is without a timeout*.

Why:
    Nobody can say when *improve monitoring* is finished. [Lunney, Lueder and
    O'Connor](https://www.usenix.org/publications/login/spring2017/lunney) rewrite such items until
    they are specific and bounded.

Wrong:
    lessons:
      action_items:
        - {id: look, text: Look into the timeouts of the gateway}

Says:
    `look into` has no clear end; say what will be different, or add `measured_by`

Right:
    lessons:
      action_items:
        - {id: look, text: List the clients without a timeout and give each one}
"""

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import action_start, any_of, straighten_apostrophes

VAGUE = any_of(
    r"(?:investigate|improve|look (?:into|at)|make sure|be (?:more )?(?:careful|aware|mindful)"
    r"|monitor|consider|avoid"
    r"|ensure|review|explore|think about|discuss|try(?: to)?|keep an eye on|evaluate|enhance"
    r"|revisit|examine"
    r"|work on|follow up|figure out|understand)"
)
OBSERVABLE = any_of(
    r"(?:make sure|ensure)"
    r"(?! [^.;]*\b(?:always|never|properly|correctly|appropriate(?:ly)?|well|good|better|enough)\b)"
    r" [^.;]*\b(?:is|are|has|have|isn't|aren't|hasn't|haven't|don't|doesn't|do not|does not)"
)


@rule(status="in-review")
def vague_action(context: RuleContext) -> Iterator[Finding]:
    """Report each action item with a vague opening, unless it is measurable or cancelled."""
    for loc, item in context.uncancelled_actions:
        start = action_start(item.text, skip_wish=True)
        match = VAGUE.match(item.text, start)
        if (
            match
            and not item.measured_by
            and not OBSERVABLE.match(straighten_apostrophes(item.text), start)
        ):
            yield Finding(
                (*loc, "text"),
                f"`{match[0].lower()}` has no clear end",
                "say what will be different, or add `measured_by`",
                word=match[0],
                occurrence=item.text.count(match[0], 0, start),
            )
