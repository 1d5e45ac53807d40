"""A limit on the number and the drawing time of the diagrams of one incident."""

from dataclasses import dataclass

from .svg import DiagramSyntaxError, drawn

MOST = 20
"""The number of diagrams of one incident that are drawn, besides that of its root cause."""
SECONDS = 3.0
"""The seconds of CPU time after which no further diagram of the incident is drawn."""


class DiagramBudgetError(DiagramSyntaxError):
    """The earlier diagrams of the incident have used up its budget."""


@dataclass
class Budget:
    """Draws the diagrams of an incident until its budget is used up.

    The check and the page draw the same diagrams in the same order and stop at the same one, since
    the time of each drawing is cached with it.
    """

    number: int = 0
    seconds: float = 0.0

    def draw(self, source: str) -> str:
        """Draw a diagram.

        Raises:
            DiagramBudgetError: the budget of the incident is used up.
            DiagramSyntaxError: the text is not a diagram, or takes too long to draw.
        """
        if self.number >= MOST:
            raise DiagramBudgetError(f"an incident has more than {MOST} diagrams")
        if self.seconds >= SECONDS:
            raise DiagramBudgetError(
                f"an incident's diagrams take more than {SECONDS:.0f} seconds to draw"
            )
        self.number += 1
        outcome, seconds = drawn(source)
        self.seconds += seconds
        if isinstance(outcome, DiagramSyntaxError):
            raise outcome
        return outcome
