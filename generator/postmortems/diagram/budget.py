"""What the diagrams that the authors of one incident drew may take together."""

from dataclasses import dataclass

from .svg import DiagramSyntaxError, drawn

MOST = 20
"""The diagrams of one incident that are drawn, beside the one of its root cause."""
SECONDS = 3.0
"""The seconds of computing after which no other diagram of the incident is begun."""


class DiagramBudgetError(DiagramSyntaxError):
    """The incident's earlier diagrams have used up what it may take."""


@dataclass
class Budget:
    """Draws diagrams one after another, while the incident has not used up its budget.

    A check and a page that draw the same diagrams in the same order draw as many of them: what a
    diagram took is remembered with it.
    """

    number: int = 0
    seconds: float = 0.0

    def draw(self, source: str) -> str:
        """Draw a diagram.

        Raises:
            DiagramBudgetError: the incident has too many of them.
            DiagramSyntaxError: the text is not a diagram, or takes too long to draw.
        """
        if self.number >= MOST:
            raise DiagramBudgetError(f"an incident has more than {MOST} diagrams")
        if self.seconds >= SECONDS:
            raise DiagramBudgetError(
                f"an incident's diagrams take more than {SECONDS:.0f} seconds to draw"
            )
        self.number += 1
        outcome, took = drawn(source)
        self.seconds += took
        if isinstance(outcome, DiagramSyntaxError):
            raise outcome
        return outcome
