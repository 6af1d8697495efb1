"""Jinja's own templates with two shortcuts, for pages that put hundreds of values and calls into markup.

Serves: `project.jinja`. Refuses: any change of what a template means; `tests/test_quick_templates.py` holds both to
Jinja's own answers. Why our own: a list of 30 people escapes 290 values and makes 70 calls. Jinja wraps every escaped
value in `Markup` only to join it as text, and looks five times at every function before it calls it: together a fifth
of the page's time.
"""

from __future__ import annotations

import re
from types import FunctionType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape

_has_special = re.compile("[&<>\"']").search


def shown(value: object) -> str:
    """A value as it stands on the page: escaped, unless it is markup already."""
    kind = type(value)
    if kind is str:
        return escape(value) if _has_special(value) else value  # type: ignore[call-overload,return-value]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


class QuickCodeGenerator(CodeGenerator):
    """Writes `shown(…)` where Jinja writes `escape(…)`."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The module of a template, which also knows `shown`."""
        self.writeline(f"from {__name__} import shown")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None and frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("shown(")
        else:
            super()._output_child_pre(node, frame, finalize)


class QuickContext(Context):
    """Calls a plain function at once; everything else as Jinja does."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """The answer of a call in a template."""
        if type(called) is not FunctionType or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)
