"""What a person at the terminal sees while a batch is read: one-line messages and, for many files, a bar; on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MORE_THAN = 5  # files, from which a bar is worth its line


def say(line: str) -> None:
    """Prints a message on stderr, above the progress bar where there is one."""
    print(" ".join(line.splitlines()), file=sys.stderr)


@contextmanager
def counting(total: int) -> Iterator[Callable[[int], None]]:
    """Opens a bar over so many files, if someone watches, and yields the function that says how many are done."""
    if total <= MORE_THAN or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # A stdout that is piped must stay out of the bar's hands.
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, completed=done)
