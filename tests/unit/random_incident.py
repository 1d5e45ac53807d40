"""YAML of incidents by chance, written as somebody in a hurry might."""

from collections.abc import Iterator
from random import Random
from typing import Any

from postmortems.model import Incident, Moment
from postmortems.model.record import bare, record_type
from postmortems.model.scalars import Day, Lines, Slugs
from postmortems.reader.scalars import types_of


class Author:
    """Writes an incident as somebody in a hurry might; a wild one breaks every habit."""

    def __init__(self, dice: Random, *, wild: bool) -> None:
        self.dice, self.wild, self.count = dice, wild, 0
        zones = ["Z", "Z", "Z", "", " UTC", "z", "+02:00", "+02", "+0200", " CET"]
        self.zones = zones[: dice.choice([4, 6, 10]) if wild else 3]

    def one_in(self, number: int) -> bool:
        return self.dice.randrange(number) == 0

    def wildly(self, number: int) -> bool:
        return self.wild and self.one_in(number)

    def comment(self) -> str:
        self.count += 1
        signs = ["# ", "#", "# - ", "# a: ", "#  - time: ", "# '\"", "## [{", "# postmortems: "]
        if self.wild:
            signs.append("# postmortems: allow no-summary: ")
        odd = self.dice.choice(["\u2028# ", "\x85 "]) if self.wildly(40) else ""
        return f"{self.dice.choice(signs)}§{self.count}§{odd}"

    def behind(self) -> str:
        return f"{self.dice.choice([' ', '   '])}{self.comment()}" if self.one_in(4) else ""

    def above(self, indent: int) -> Iterator[str]:
        """Blank lines and comments."""
        while self.one_in(3):
            if self.one_in(2):
                yield " " * (self.dice.randrange(6) if self.wildly(3) else 0)
            else:
                yield " " * (self.dice.randrange(9) if self.wildly(3) else indent) + self.comment()

    def time(self) -> str:
        days = ["2026-03-14", "2026-03-14", "2026/3/4", "2026-3-14", "~2026-03-14"]
        day = self.dice.choice([*days, "14/03/2026"] if self.wild else days)
        clock = f"{self.dice.choice(['T', ' ', '  '])}{self.dice.choice(['9', '09', '10'])}"
        second = self.dice.choice(["", "", ":30", ":30.00", ":30.5" if self.wild else ""])
        minute = self.dice.randrange(20, 30)
        return f"{day}{clock}:{minute}{second}{self.dice.choice(self.zones)}"

    def scalar(self, kind: Any, indent: int) -> list[str]:
        """A value behind its key: the rest of the line, and the lines below it."""
        if kind is Moment or kind == Day:
            text = self.time() if kind is Moment else self.dice.choice(["2026-03-04", "2026/3/4"])
            quote = self.dice.choice(["", "", "'", '"'])
            return [f" {quote}{text}{quote}{self.behind()}"]
        if kind in (Lines, Slugs) and self.one_in(2):
            inner = " " * indent + "  "
            return [f" [a, b, '# c',{self.behind()}", inner + self.comment(), f"{inner}d]"]
        style = self.dice.choice(["plain", "folded", "'", '"', "blank", "|", ">", "|-", ">-", "|+"])
        deep = " " * (indent + self.dice.choice([1, 2, 4]))
        if style == "plain" or (style == "|+" and not self.wild):
            return [f" word#{self.dice.randrange(99)}:é😀\u00a0{self.behind()}"]
        if style == "blank":
            return [self.dice.choice(["", " ", " ~", " null"]) + self.behind()]
        if style == "folded":
            return [" first", "", f"{deep}second", f"{deep}third#{self.behind()}"]
        if style in "'\"":
            odd = self.dice.choice(["\u2028", "\x85", "\t"]) if self.wildly(6) else ""
            return [f" {style}first{odd} # no", "", f"  {deep}  # no - a: b{style}{self.behind()}"]
        return [f" {style}{self.behind()}", *self.paragraphs(deep)]

    def paragraphs(self, deep: str) -> Iterator[str]:
        """The lines of a block of text, in which nothing is a comment."""
        yield f"{deep}text" if not self.wildly(9) else ""
        for line in ("", f"{deep}# none", f"{deep}- a: b", f"{deep}  deeper", f"{deep}#", "", ""):
            if self.one_in(2):
                yield line
        if self.wildly(6):
            yield f"{deep}   "

    def mapping(self, record: Any, indent: int) -> list[str]:
        kinds = types_of(record)
        keys = self.dice.sample(list(kinds), min(len(kinds), self.dice.choice([1, 2, 3, 4, 9])))
        keys = keys or ["instance"]  # a mapping with names of the author's own
        if self.wildly(20):
            keys.append(self.dice.choice(["unknown", keys[0], "<<"]))
        written: list[str] = []
        for key in keys:
            written += self.above(indent) if written else ()
            written += self.entry(key, kinds.get(key), indent)
            if self.one_in(9):
                written.append(" " * (indent + 2) + "# as in " + self.comment())
        return written

    def entry(self, key: str, kind: Any, indent: int) -> list[str]:
        record, many = record_type(kind) if kind else (None, False)
        start = " " * indent + key + ":"
        if record is None:
            first, *rest = self.scalar(bare(kind), indent)
            return [start + first, *rest]
        if self.one_in(5):
            return [start + self.dice.choice([" {}", " []", " null", ""]) + self.behind()]
        step = self.dice.choice([0, 2, 4]) if many else self.dice.choice([2, 4])
        inner = (self.rows if many else self.mapping)(record, indent + step)
        return [start + self.behind(), *self.above(indent + step), *inner]

    def rows(self, record: Any, indent: int) -> list[str]:
        written: list[str] = []
        for _ in range(self.dice.choice([1, 2, 3, 5])):
            written += self.above(indent) if written else ()
            written += self.row(record, indent)
        return written

    def row(self, record: Any, indent: int) -> list[str]:
        dash, inner = " " * indent + "-", indent + self.dice.choice([2, 2, 2, 4])
        has_time = bare(types_of(record).get("time")) is Moment
        if has_time and self.one_in(3):
            return [f"{dash} {{event: e, time: {self.time()}}}{self.behind()}"]
        if self.wildly(30):
            return [dash + self.dice.choice(["", " text", "  # blank", " []"])]
        body = self.mapping(record, inner)
        if has_time and not any(line.strip().startswith("time:") for line in body):
            body.append(f"{' ' * inner}time: {self.time()}{self.behind()}")
        if self.one_in(5):
            return [dash + self.behind(), *self.above(inner), *body]
        return [dash + body[0][len(dash) :], *body[1:]]

    def file(self, name: str) -> str:
        record, many = record_type(Incident if name == "incident" else types_of(Incident)[name])
        body = [*self.above(0), *(self.rows if many else self.mapping)(record, 0), *self.above(0)]
        if self.wildly(6):
            body.insert(0, self.dice.choice(["---", "--- # start", "%YAML 1.1\n---"]))
        if self.wildly(20):
            body.append(self.dice.choice(["...", "a: &x a", "b: &y {c: *x}", "  odd", "- odd"]))
        text = "\n".join(body) + ("" if self.wildly(3) else "\n")
        text = text.replace("\n", self.dice.choice(["\n", "\n", "\r\n", "\r"]))
        return "\ufeff" + text if self.wildly(9) else text
