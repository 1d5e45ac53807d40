"""An action item begins with a word that never ends: *investigate*, *improve*, *look into*,
*consider*, *ensure*, *monitor*, *be careful*.

One that says how to tell that it is done, in `measured_by`, is left alone.

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

from ..rule import Case, Finding, Iterator, rule
from ..wording import any_of

VAGUE = any_of(
    r"(?:investigate|improve|look (?:into|at)|make sure|be (?:more )?(?:careful|aware|mindful)"
    r"|monitor|consider"
    r"|ensure|review|explore|think about|discuss|try(?: to)?|keep an eye on|evaluate|enhance"
    r"|revisit|examine"
    r"|work on|follow up|figure out|understand)"
)


@rule(status="in-review")
def vague_action(case: Case) -> Iterator[Finding]:
    """Look at the first words."""
    for loc, item in case.planned:
        found = VAGUE.match(item.text)
        if found and not item.measured_by:
            yield Finding(
                (*loc, "text"),
                f"nobody can tell when `{found[0].lower()}` is done",
                "say what will be different, or how to tell in `measured_by`",
                word=found[0],
            )
