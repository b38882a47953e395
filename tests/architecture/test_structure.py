"""The rules of the house that a machine can keep: sizes, docstrings, effects."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "site_builder"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

EFFECT_MODULES = {
    "os",
    "pathlib",
    "io",
    "shutil",
    "tempfile",
    "subprocess",
    "multiprocessing",
    "socket",
    "threading",
    "concurrent",
    "time",
    "random",
    "secrets",
    "locale",
    "urllib",
    "http",
    "sys",
    "glob",
    "fcntl",
    "signal",
    "uuid",
    "importlib",
}
"""Modules through which a stage could reach the world; only cli, commands and effects may."""

EFFECT_CALLS = {"open", "print", "input", "exec", "eval", "__import__", "breakpoint"}
CLOCK_CALLS = {"now", "today", "utcnow", "getenv"}


def _may_have_effects(path: Path) -> bool:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] in {"cli.py", "__main__.py", "commands", "effects"}


def find_effects(source: str) -> list[str]:
    """List the ways in which a module could touch the world, as ``line: what``."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                imported = [name.name for name in names]
            case ast.ImportFrom(module="io", names=[ast.alias(name="BytesIO")], level=0):
                imported = []  # bytes in memory, which a library wants to write into
            case ast.ImportFrom(module=str(module), level=0):
                imported = [module]
            case _:
                imported = []
        found += [
            f"{node.lineno}: import {name}"
            for name in imported
            if name.split(".")[0] in EFFECT_MODULES
        ]
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            attribute = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if name in EFFECT_CALLS or attribute in CLOCK_CALLS:
                found.append(f"{node.lineno}: call {name or attribute}")
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            found.append(f"{node.lineno}: {type(node).__name__.lower()}")
    return found


def functions_of(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a module."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines without its docstring and decorators."""
    docstring = ast.get_docstring(function, clean=False)
    documented = docstring.count("\n") + 1 if docstring is not None else 0
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1 - documented


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_can_be_read_at_a_sitting(path: Path):
    """No module is longer than 300 lines, no function longer than 40."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)

    long_functions = [
        f"{f.name}: {length_of(f)}" for f in functions_of(tree) if length_of(f) > LONGEST_FUNCTION
    ]

    assert source.count("\n") <= LONGEST_MODULE
    assert long_functions == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_everything_public_says_what_it_is(path: Path):
    """Each module, public class and public function has a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))

    silent = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]

    assert ast.get_docstring(tree) is not None
    assert silent == []


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if not _may_have_effects(path)],
    ids=lambda p: str(p.relative_to(PACKAGE)),
)
def test_a_stage_touches_nothing(path: Path):
    """Only cli, commands and effects open files, read clocks, or start processes."""
    assert find_effects(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import os", ["1: import os"]),
        ("from pathlib import Path", ["1: import pathlib"]),
        ("from io import BytesIO", []),
        ("from io import open_code", ["1: import io"]),
        ("x = open('a')", ["1: call open"]),
        ("from datetime import date\nday = date.today()", ["2: call today"]),
        ("def f():\n    global x\n    x = 1", ["2: global"]),
        ("from site_builder.model.period import Period", []),
    ],
)
def test_the_search_for_effects_finds_them(source: str, found: list[str]):
    """The check itself can fail: each kind of effect is seen."""
    assert find_effects(source) == found


def test_no_name_says_nothing():
    """Modules are named after the one thing inside them."""
    empty_words = {"utils", "helpers", "manager", "base", "common", "misc", "process", "handle"}

    assert [p.name for p in MODULES if p.stem in empty_words] == []
