from pathlib import Path

import pytest

from polybius.errors import SettingsError
from polybius.settings import Settings, load_settings


def settings_of(
    directory: Path, file: str = "", environment: dict[str, str] | None = None, **flags: object
) -> Settings:
    if file:
        (directory / "polybius.toml").write_text(file, encoding="utf-8")
    return load_settings(flags, environment=environment or {}, directory=directory)


def test_nothing_set_means_the_defaults(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert settings == Settings(db=None, store=True, format=None)
    assert settings.database == "polybius.db"


@pytest.mark.parametrize(
    ("environment", "flags", "expected"),
    [
        ({}, {}, "file.db"),
        ({"POLYBIUS_DB": "environment.db"}, {}, "environment.db"),
        ({"POLYBIUS_DB": "environment.db"}, {"db": None}, "environment.db"),
        ({"POLYBIUS_DB": "environment.db"}, {"db": "flag.db"}, "flag.db"),
        ({"POLYBIUS_DB": ""}, {}, "file.db"),
    ],
    ids=["file", "environment over file", "flag not given", "flag over environment", "empty variable"],
)
def test_flags_go_before_environment_before_file(
    tmp_path: Path, environment: dict[str, str], flags: dict[str, object], expected: str
) -> None:
    assert settings_of(tmp_path, 'db = "file.db"', environment, **flags).database == expected


@pytest.mark.parametrize(("word", "truth"), [("0", False), ("No", False), ("off", False), ("1", True), ("TRUE", True)])
def test_the_environment_says_yes_and_no_in_the_usual_words(tmp_path: Path, word: str, truth: bool) -> None:
    assert settings_of(tmp_path, environment={"POLYBIUS_STORE": word}).store is truth


def test_the_file_may_switch_the_store_off(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "store = false").store is False


@pytest.mark.parametrize(
    ("file", "environment", "message"),
    [
        ("db = ", {}, r"polybius\.toml cannot be used"),
        ('colour = "red"', {}, r"No setting 'colour' \(.*polybius\.toml\); known: db, store, format"),
        ("db = 7", {}, r"db = 7 .* allowed: text"),
        ("store = 'perhaps'", {}, r"store = 'perhaps' .* allowed: 1, true, yes"),
        ("", {"POLYBIUS_STORE": "perhaps"}, r"store = 'perhaps' \(the environment\)"),
        ("", {"POLYBIUS_FORMAT": "  "}, r"format = '  ' \(the environment\); allowed: text that is not empty"),
    ],
)
def test_a_bad_value_says_what_which_and_where(
    tmp_path: Path, file: str, environment: dict[str, str], message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        settings_of(tmp_path, file, environment)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "polybius.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be used"):
        settings_of(tmp_path)
