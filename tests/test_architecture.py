"""The import table and the size rules of docs/architecture.md, held against the sources."""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "polybius"
FILES = sorted(SOURCE.rglob("*.py"))

# Each part may import itself, the parts named here and the standard library.
CORE = ("errors", "model", "annotated", "drafts", "incidents", "foreseen", "scoring", "ontology")
ROOMS = ("read", "language", "extract", "resolve", "fuse", "analysis", "export", "engines")
ASKED = ("questions", "foresight", "forecaster")
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "errors": (),
    "model": ("errors",),
    "annotated": ("errors", "model"),
    "drafts": ("errors", "model", "annotated"),
    "incidents": ("errors", "model"),
    "foreseen": ("errors", "model"),
    "scoring": ("errors", "model", "drafts"),
    "ontology": ("errors", "model", "drafts", "scoring"),
    **dict.fromkeys(ROOMS, CORE),
    "gold": CORE,
    "settings": ("errors",),
    "store": CORE,
    "pipeline": (*CORE, "read", "language", "extract", "resolve"),
    "recorder": (*CORE, "store", "fuse"),
    "questions": (*CORE, "store", "analysis"),
    "foresight": (*CORE, "store", "analysis"),
    "forecaster": (*CORE, "store", "analysis", "foresight"),
    # The command line hands single files to `read`, whose errors are values that keep their place in a batch.
    "cli": (*CORE, "settings", "pipeline", "recorder", *ASKED, "export", "store", "read", "gold", "web"),
    # The workbench is handed files, as the command line is, and has the corpus for a sample to begin with.
    "web": (*CORE, "settings", "pipeline", "recorder", *ASKED, "export", "store", "read", "gold"),
    "__init__": (*CORE, "pipeline", "gold"),
}
# What is not the standard library, and the parts that know it; any other library, in any other part, is an error.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "spacy": ("language",),
    "thinc": ("language",),  # what spaCy computes with
    "threadpoolctl": ("language",),
    "yaml": ("ontology", "read", "gold"),  # read: the front matter of Markdown
    "onnxruntime": ("language",),
    "tokenizers": ("language",),
    "numpy": ("language", "analysis", "fuse"),
    "scipy": ("analysis",),
    "pyarrow": ("analysis", "export"),  # the extras `tables` and `export`
    "matplotlib": ("analysis",),
    "marisa_trie": ("resolve",),
    "rapidfuzz": ("resolve", "fuse", "store"),  # store: names with a slip in them
    "rensa": ("fuse",),
    "psycopg": ("store",),
    "sqlalchemy": ("store",),
    "charset_normalizer": ("read",),
    "docx": ("read",),
    "markdown_it": ("read",),
    "py3langid": ("read",),
    "pypdf": ("read",),
    "trafilatura": ("read",),
    "jinja2": ("export",),
    "markupsafe": ("export",),
    "rich": ("cli", "export"),
    "typer": ("cli",),
    "fastapi": ("web", "cli"),  # cli: the type of what it serves
    "pydantic": ("web",),
    "starlette": ("web",),
    "argon2": ("web",),
    "uvicorn": ("cli",),
}
PIPELINE_LINES = 150
FILE_LINES = 500
FUNCTION_LINES = 60
MEDIAN_LINES = 10
NINTH_DECILE_LINES = 30
PARAMETERS = 5
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared"}


def part_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, those inside functions and behind TYPE_CHECKING included."""
    package = ("polybius", *path.relative_to(SOURCE).parts[:-1])
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "polybius" else [module]
            yield from ((node.lineno, name) for name in names)


def complaint(part: str, module: str) -> str | None:
    top, *rest = module.split(".")
    if top == "polybius":
        other = rest[0] if rest else "__init__"
        return None if other in (part, *MAY_IMPORT[part]) else f"{part} may not import {other}"
    if top in sys.stdlib_module_names or part in LIBRARIES.get(top, ()):
        return None
    return f"{part} may not import {top}"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_keep_to_the_table(path: Path) -> None:
    part = part_of(path)
    assert part in MAY_IMPORT, f"{part} is in no row of the table"
    found = [f"line {line}: {words}" for line, module in imported(path) if (words := complaint(part, module))]
    assert not found


def test_the_table_tells_right_from_wrong() -> None:
    assert complaint("extract", "polybius.resolve.places") == "extract may not import resolve"
    assert complaint("model", "polybius.ontology") == "model may not import ontology"
    assert complaint("cli", "sqlalchemy.orm") == "cli may not import sqlalchemy"
    assert complaint("store", "sqlalchemy.orm") is None
    assert complaint("extract", "polybius.extract.tree") is None


def test_only_the_store_knows_the_database_toolkit() -> None:
    knowing = {part_of(path) for path in FILES for _, module in imported(path) if module.split(".")[0] == "sqlalchemy"}
    assert knowing == {"store"}


def test_files_are_short() -> None:
    lengths = {str(path.relative_to(SOURCE)): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: length for name, length in lengths.items() if length > FILE_LINES} == {}
    assert lengths["pipeline.py"] <= PIPELINE_LINES


def test_no_function_is_long() -> None:
    found = {
        f"{path.relative_to(SOURCE)}:{f.name}": lines_of(f)
        for path in FILES
        for f in functions(path)
        if lines_of(f) > FUNCTION_LINES
    }
    assert found == {}


def test_functions_are_short_on_the_whole() -> None:
    lengths = [lines_of(function) for path in FILES for function in functions(path)]
    assert statistics.median(lengths) <= MEDIAN_LINES
    assert statistics.quantiles(lengths, n=10)[-1] <= NINTH_DECILE_LINES


def test_functions_take_few_positional_parameters() -> None:
    found = {
        f"{path.relative_to(SOURCE)}:{f.name}": names
        for path in FILES
        for f in functions(path)
        if len(names := [a.arg for a in f.args.args if a.arg not in ("self", "cls")]) > PARAMETERS
    }
    assert found == {}


def test_modules_are_named_for_what_they_do() -> None:
    assert [
        str(path.relative_to(SOURCE)) for path in FILES if VAGUE & set(path.relative_to(SOURCE).with_suffix("").parts)
    ] == []


def test_the_types_of_the_record_need_only_the_standard_library() -> None:
    core = [SOURCE / f"{name}.py" for name in CORE if name != "ontology"]
    outside = {
        module for path in core for _, module in imported(path) if module.split(".")[0] not in sys.stdlib_module_names
    }
    assert {module.split(".")[0] for module in outside} <= {"polybius"}
