"""YAML -> plain values, with a clear error for what is no text, no YAML, or says a thing twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from polybius.errors import GoldError

Base: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(Base):  # type: ignore[misc]
    """Plain values; a key given twice is an error."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    twice = sorted({str(key) for key in keys if keys.count(key) > 1})
    if twice:
        raise yaml.constructor.ConstructorError(None, None, f"key given twice: {', '.join(twice)}", node.start_mark)
    return {key: loader.construct_object(value, deep=True) for key, (_, value) in zip(keys, node.value, strict=True)}


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load_yaml(path: Path) -> Any:
    """Returns what a YAML file holds; raises GoldError if there is no such file, or with the line if it is no YAML."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_Loader)
    except FileNotFoundError:
        raise GoldError(f"{path.name}: no such file in {path.parent}") from None
    except (yaml.YAMLError, UnicodeDecodeError, TypeError) as error:
        raise GoldError(f"{path.name}: not YAML: {' '.join(str(error).split())}") from None
