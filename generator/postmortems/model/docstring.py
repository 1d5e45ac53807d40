"""Read docstrings that are used as documentation, even if `python -OO` has removed them."""

import ast
import inspect
import sys
from functools import cache
from typing import Any

from pydantic import BaseModel


def module_docstring(name: str) -> str:
    """Return the docstring of an imported module, from its source if it was removed."""
    module = sys.modules[name]
    return module.__doc__ or ast.get_docstring(_parsed(name)) or ""


def class_docstring(kind: type) -> str | None:
    """Return the docstring of a top-level class, from its source if it was removed."""
    if kind.__doc__ is not None or not sys.flags.optimize:
        return kind.__doc__
    return _class_docstrings(kind.__module__).get(kind.__name__)


@cache
def _class_docstrings(module: str) -> dict[str, str | None]:
    classes = (node for node in _parsed(module).body if isinstance(node, ast.ClassDef))
    return {node.name: ast.get_docstring(node) for node in classes}


@cache
def _parsed(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[module]))


class Documented(BaseModel):
    """A model that keeps its docstring under `python -OO`, because schemas include it."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Restore the docstring from the source if it was removed."""
        cls.__doc__ = class_docstring(cls)
