"""What a user may set, built once at the edge and passed down: flags go before environment before `polybius.toml`.

In goes what the command line said, the environment and the working directory; out comes one frozen `Settings`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from polybius.errors import SettingsError

DEFAULT_DATABASE = "polybius.db"
FILE_NAME = "polybius.toml"
PREFIX = "POLYBIUS_"
TRUTHS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user decided; a null value leaves the choice to the command.

    `db` is a path or an `sqlite:///…` URL, `store` tells whether reports are kept, `format` names an exporter.
    """

    db: str | None = None
    store: bool = True
    format: str | None = None

    @property
    def database(self) -> str:
        """Where the store is: the place chosen, else `polybius.db` in the working directory."""
        return self.db or DEFAULT_DATABASE


def load_settings(
    flags: Mapping[str, object | None],
    *,
    environment: Mapping[str, str] | None = None,
    directory: Path | None = None,
) -> Settings:
    """Builds the settings from flags (null where not given), `POLYBIUS_…` variables and `polybius.toml`.

    Raises SettingsError for a key that no setting has or a value that is not allowed.
    """
    path = (directory or Path.cwd()) / FILE_NAME
    layers = [
        _checked(_file_values(path), str(path)),
        _checked(_environment_values(os.environ if environment is None else environment), "the environment"),
        _checked({name: value for name, value in flags.items() if value is not None}, "the command line"),
    ]
    return Settings(**{name: value for layer in layers for name, value in layer.items()})


def _file_values(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be used: {error}") from error


def _environment_values(environment: Mapping[str, str]) -> dict[str, Any]:
    given = {field.name: environment.get(PREFIX + field.name.upper(), "") for field in fields(Settings)}
    return {name: value for name, value in given.items() if value}


def _checked(values: Mapping[str, Any], source: str) -> dict[str, Any]:
    known = [field.name for field in fields(Settings)]
    for name in values:
        if name not in known:
            raise SettingsError(f"No setting '{name}' ({source}); known: {', '.join(known)}")
    checks = {"store": _truth}
    return {name: checks.get(name, _words)(name, value, source) for name, value in values.items()}


def _words(name: str, value: object, source: str) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise SettingsError(f"{name} = {value!r} ({source}); allowed: text that is not empty")


def _truth(name: str, value: object, source: str) -> bool:
    answer = value if isinstance(value, bool) else TRUTHS.get(str(value).strip().lower())
    if answer is None:
        raise SettingsError(f"{name} = {value!r} ({source}); allowed: {', '.join(TRUTHS)}")
    return answer
