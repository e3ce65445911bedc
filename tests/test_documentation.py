"""The documentation, held against the program: what it shows runs, what it names is there, what there is it names."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer
import typer.core
import typer.main

from polybius import cli
from polybius.export import EXPORTERS
from polybius.export.exchange import EXPORTERS as EXCHANGE
from polybius.export.exchange.acled import COLUMNS as ACLED_COLUMNS
from polybius.export.exchange.columns import ACCOUNTS, COUNTED, INCIDENTS
from polybius.read import READERS

ROOT = Path(__file__).parents[1]
UNTRACKED = {".venv", "build", "dist", "node_modules", ".git", "shared", ".pytest_cache"}
PAGES = sorted(p for p in ROOT.rglob("*.md") if not UNTRACKED & set(p.relative_to(ROOT).parts))
LOCKS = sorted(ROOT.glob("requirements*.lock"))
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
PAGE_NAMES = [str(p.relative_to(ROOT)) for p in PAGES]
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
ADDRESS = re.compile(r"://|\b(?:index-url|extra-index-url|find-links|trusted-host)\b|^\s*-[if]\b|\s@\s", re.MULTILINE)


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def shown(program: str) -> list[str]:
    """The README's command lines that call a program, without their comments."""
    lines = [line.split("  #")[0].strip() for block in blocks(README, "sh") for line in block.splitlines()]
    return [line for line in lines if line.split()[:1] == [program]]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory that holds what a checkout does, as far as the README asks for it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def arguments_of(line: str, folder: Path) -> list[str]:
    """A command line's words with patterns expanded, as a shell would do it."""
    words: list[str] = []
    for word in shlex.split(line)[1:]:
        words += sorted(str(p.relative_to(folder)) for p in folder.glob(word)) if "*" in word else [word]
    return words


def test_the_commands_of_the_readme_run(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown("polybius")
    assert {line.split()[1] for line in lines} <= set(cli.COMMANDS)
    for line in lines:
        arguments = arguments_of(line, checkout)
        if {"ID", "INCIDENT"} & set(arguments):
            cli.main(["list"])
            report = capsys.readouterr().out.splitlines()[1].split("\t")[0]
            cli.main(["incidents"])
            incident = capsys.readouterr().out.split()[-1]
            arguments = [{"ID": report, "INCIDENT": incident}.get(word, word) for word in arguments]
        assert cli.main(arguments) == 0, line
        written = capsys.readouterr().out
        assert written or Path(arguments[arguments.index("--output") + 1]).stat().st_size, line


def test_the_python_of_the_readme_runs(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    programs = blocks(README, "python")
    assert programs
    for program in programs:
        exec(compile(program, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_the_output_that_the_readme_shows_is_of_an_example() -> None:
    [output] = blocks(README, "text")
    example = next(p for p in sorted((ROOT / "examples").glob("0*")) if output.splitlines()[0] in p.read_text("utf-8"))
    plain = " ".join(re.sub(r"<[^>]+>", " ", example.read_text("utf-8")).split())
    quoted = re.findall(r'"([^"]+)"', " ".join(output.split()))
    assert len(quoted) > 3
    assert [words for words in quoted if words.strip("… ") not in plain] == []


@pytest.mark.parametrize("line", shown("make"))
def test_the_targets_of_the_readme_exist(line: str) -> None:
    target = line.split()[1]
    assert re.search(rf"^{target}:.* ## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_each_command_has_help_and_stands_in_the_docs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert re.search(r"Usage: polybius \S+.*\n\n +[A-Z][^.]+\.", text)
    section = re.search(rf"^## polybius {name}\b.*?(?=^## |\Z)", COMMANDS, re.MULTILINE | re.DOTALL)
    assert section, f"docs/commands.md has no section on {name}"
    options = set(re.findall(r"--[a-z-]+", text)) - {"--help"}
    assert {option for option in options if option not in section[0]} == set()


def test_the_docs_name_no_option_that_is_not_there() -> None:
    application = typer.main.get_command(cli._application())
    there = {"--help", *(o for p in application.params for o in p.opts)}
    assert isinstance(application, typer.core.TyperGroup)
    for command in application.commands.values():
        there |= {option for parameter in command.params for option in parameter.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", COMMANDS + "\n".join(shown("polybius"))))
    assert named - there == set()


def test_formats_stand_in_the_docs() -> None:
    named = set(re.findall(r"\.[a-z]+\b", COMMANDS))
    other_spellings = {".text", ".markdown", ".htm", ".ndjson", ".tsv"}
    assert set(READERS) - other_spellings <= named
    assert all(f"`{name}`" in COMMANDS for name in EXPORTERS)


@pytest.mark.parametrize("page", PAGES, ids=PAGE_NAMES)
def test_no_relative_link_is_dead(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text("utf-8")) if "://" not in target]
    dead = [t for t in targets if t.split("#")[0] and not (page.parent / t.split("#")[0]).exists()]
    assert dead == []


def test_each_decision_is_numbered_in_order_and_argued() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [page.name[:3] for page in pages] == [f"{n:03}" for n in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text("utf-8")
        assert text.startswith(f"# {page.name[:3]} "), page.name
        assert "**Why.**" in text or "| why" in text, page.name


def test_each_benchmark_stands_in_the_docs() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    programs = [p for p in sorted((ROOT / "benchmarks").glob("*.py")) if "__main__" in p.read_text("utf-8")]
    assert programs
    assert [p.name for p in programs if f"`python benchmarks/{p.name}" not in page] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_hold_hashes_and_no_addresses(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert ADDRESS.findall(text) == []
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert [entry.splitlines()[0] for entry in entries if not re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+", entry)] == []


def test_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    asked = {
        "requirements.lock": [*project["project"]["dependencies"], *groups["build"]],
        "requirements-dev.lock": [*project["project"]["dependencies"], *groups["build"], *groups["dev"]],
    }
    assert [lock.name for lock in LOCKS] == sorted(asked)
    for name, requirements in asked.items():
        pinned = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        wanted = {re.split(r"[^A-Za-z0-9-]", requirement)[0].lower() for requirement in requirements}
        assert wanted - pinned == set()


def test_locks_agree() -> None:
    pins = [set(re.findall(r"^(\S+==\S+)", lock.read_text("utf-8"), re.MULTILINE)) for lock in LOCKS]
    assert pins[1] <= pins[0]


def test_the_module_can_be_named_without_its_models() -> None:
    program = "import sys, polybius; polybius.Record, polybius.__version__; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_each_format_of_exchange_and_its_columns_stand_in_the_docs() -> None:
    page = (ROOT / "docs" / "exports.md").read_text("utf-8")
    rows = re.findall(r"^\| \[`([a-z-]+)`\].*?\| `(\.[a-z.]+)` \|", page, re.MULTILINE)
    assert rows == [(name, exporter.suffix) for name, exporter in EXCHANGE.items()]
    columns = {column.name for table in (INCIDENTS, ACCOUNTS) for column in table.columns} | {*ACLED_COLUMNS}
    words = re.findall(r"`([a-z0-9_]+)`", page)
    assert {name for name in columns if name not in words and not re.match(rf"({'|'.join(COUNTED)})_", name)} == set()
    assert [what for what in COUNTED if f"{what}_" not in page] == []
