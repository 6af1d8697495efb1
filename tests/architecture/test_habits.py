"""What code of the domain never does: ask the clock, hang on signals, trust text as HTML, open the back door."""

from __future__ import annotations

import ast
import re

import pytest

from .allowed import CLOCKS, RAW_HTML, SIGNALS
from .components import CODE, ROOT, list_code, list_components
from .syntax import dotted, is_part, tree, where

ASKS_THE_TIME = re.compile(r"(^|\.)(now|utcnow|today|localtime|localdate|time_ns)$|^time\.time$")
SIGNAL_NAMES = {
    "receiver",
    "pre_save",
    "post_save",
    "pre_delete",
    "post_delete",
    "m2m_changed",
    "pre_init",
    "post_init",
    "pre_migrate",
    "post_migrate",
    "request_started",
    "request_finished",
    "user_logged_in",
    "user_logged_out",
    "user_login_failed",
}


@pytest.mark.parametrize("component", list_components(), ids=str)
def test_time_comes_in_as_an_argument(component):
    asking = [
        where(file, call)
        for file in list_code(component.folder)
        if not is_part(file, *CLOCKS)
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call) and ASKS_THE_TIME.search(dotted(call.func))
    ]
    assert not asking


def test_nothing_happens_because_a_row_was_saved():
    hanging = {
        where(file).partition(":")[0]
        for file in list_code()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and SIGNAL_NAMES & {alias.name for alias in node.names}
    }
    assert hanging <= SIGNALS.keys()


def test_there_is_no_admin():
    admins = [
        where(file, node)
        for file in list_code()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant | ast.ImportFrom)
        and "django.contrib.admin" in str(getattr(node, "value", "") or getattr(node, "module", ""))
    ]
    assert not admins


def test_no_text_is_called_safe():
    """Words go into markup by `Markup("…{}…").format(words)`, which escapes them."""
    trusting = {where(file) for file in list_code() if any(map(_trusts, ast.walk(tree(file))))}
    trusting |= {where(file) for file in _templates() if TRUSTED_IN_TEMPLATE.search(file.read_text())}
    assert trusting <= RAW_HTML.keys()


def test_only_the_page_kit_uses_its_door_for_markup():
    elsewhere = [
        where(file, node)
        for file in list_code()
        if "nhsuk" not in file.parts
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("nhsuk.markup")
    ]
    assert not elsewhere


def _trusts(node: ast.AST) -> bool:
    """Whether this calls something HTML that is not a text of ours, written out in place."""
    if not isinstance(node, ast.Call):
        return False
    name = dotted(node.func).rpartition(".")[2]
    is_literal = all(isinstance(argument, ast.Constant) for argument in node.args)
    return name in {"mark_safe", "SafeString"} or (name == "Markup" and not is_literal)


def test_forms_and_views_make_no_sql():
    raw = [
        where(file, node)
        for file in list_code()
        if is_part(file, "views", "forms", "urls")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in {"raw", "cursor", "objects"}
    ]
    assert not raw


def _templates():
    folders = ("*.html", "*.jinja", "*.jinja2", "*.txt")
    return [file for kind in folders for file in CODE.rglob(kind) if "templates" in file.parts]


TRUSTED_IN_TEMPLATE = re.compile(r"\|\s*safe\b|autoescape\s+(false|off)")
OUTSIDE = re.compile(
    r"""(?:src|href|action|poster|data)\s*=\s*["']?(?:https?:)?//(?P<host>[^/"'\s>]+)|"""
    r"""url\(\s*["']?(?:https?:)?//(?P<css>[^/"')]+)|@import\s+["'](?:https?:)?//(?P<imp>[^/"']+)"""
)
ASKED_BY_THE_BROWSER = re.compile(r"<a\b[^>]*$")


def test_no_page_or_style_asks_another_host():
    """Links that a reader follows may lead elsewhere; what a browser fetches by itself may not."""
    files = [*_templates(), *(file for kind in ("*.css", "*.js", "*.svg") for file in CODE.rglob(kind))]
    asking = [
        f"{where(file)}: {match.group()}"
        for file in files
        for match in OUTSIDE.finditer(file.read_text())
        if not ASKED_BY_THE_BROWSER.search(file.read_text()[: match.start()])
    ]
    assert not asking


def test_no_page_has_style_or_script_within():
    within = [
        where(file)
        for file in _templates()
        if re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']", file.read_text()) and "mail" not in file.parts
    ]
    assert not within


def test_the_walk_sees_the_code():
    """These rules find nothing when they look at nothing."""
    assert len(list(list_code())) > 20
    assert (ROOT / "whatmatters" / "foundation" / "kernel" / "clock.py") in set(list_code())
