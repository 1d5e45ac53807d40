"""An action item begins with a word that never ends: *investigate*, *improve*, *look into*,
*consider*, *avoid*, *ensure*, *monitor*, *be careful*.

One that says how to tell that it is done, in `measured_by`, is left alone, and so is one that
ensures a state which can be looked at: *make sure that no client is without a timeout*.

Why:
    Nobody can say when *improve monitoring* is finished. [Lunney, Lueder and
    O'Connor](https://www.usenix.org/publications/login/spring2017/lunney) rewrite such items until
    they are specific and bounded.

Wrong:
    lessons:
      action_items:
        - {id: look, text: Look into the timeouts of the gateway}

Says:
    nobody can tell when `look into` is done; say what will be different, or how to tell in
    `measured_by`

Right:
    lessons:
      action_items:
        - {id: look, text: List the clients without a timeout and give each one}
"""

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of, beginning, straight

VAGUE = any_of(
    r"(?:investigate|improve|look (?:into|at)|make sure|be (?:more )?(?:careful|aware|mindful)"
    r"|monitor|consider|avoid"
    r"|ensure|review|explore|think about|discuss|try(?: to)?|keep an eye on|evaluate|enhance"
    r"|revisit|examine"
    r"|work on|follow up|figure out|understand)"
)
ENSURED = any_of(
    r"(?:make sure|ensure)"
    r"(?! [^.;]*\b(?:always|never|properly|correctly|appropriate(?:ly)?|well|good|better|enough)\b)"
    r" [^.;]*\b(?:is|are|has|have|isn't|aren't|hasn't|haven't|don't|doesn't|do not|does not)"
)


@rule(status="in-review")
def vague_action(case: RuleContext) -> Iterator[Finding]:
    """Look at the first words."""
    for loc, item in case.planned:
        start = beginning(item.text, wished=True)
        found = VAGUE.match(item.text, start)
        if found and not item.measured_by and not ENSURED.match(straight(item.text), start):
            yield Finding(
                (*loc, "text"),
                f"nobody can tell when `{found[0].lower()}` is done",
                "say what will be different, or how to tell in `measured_by`",
                word=found[0],
                occurrence=item.text.count(found[0], 0, start),
            )
