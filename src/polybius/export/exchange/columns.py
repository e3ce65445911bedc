"""Columns of a table: a name, a kind, and how the value is taken from a row's subject.

One list of columns serves CSV and Parquet alike; what each holds stands in docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, Generic, TypeVar

from polybius.export.exchange.description import describe_field, describe_tally
from polybius.export.exchange.selection import Case, Selection, told_by
from polybius.export.json_text import json_text
from polybius.incidents import Account, Identity, Participant
from polybius.model import to_dict

COUNTED = ("killed", "wounded", "detained", "abducted", "displaced")
"""The kinds of count that have columns of their own; all kinds stand in `figures`."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    TEXTS = "texts"
    INTEGER = "integer"
    NUMBER = "number"
    DAY = "day"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Told:
    """An account and the incident that it belongs to: the subject of a row of the table of accounts."""

    case: Case
    account: Account


Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Column(Generic[Subject]):
    """A column; `value` takes the row's subject and the selection, None is an empty cell."""

    name: str
    kind: Kind
    value: Callable[[Subject, Selection], Any]


@dataclass(frozen=True, slots=True)
class Table(Generic[Subject]):
    """Columns, and the subjects of the rows of a selection."""

    columns: tuple[Column[Subject], ...]
    subjects: Callable[[Selection], Iterable[Subject]]

    def rows(self, selection: Selection) -> Iterator[list[Any]]:
        """Yields the values of each row."""
        for subject in self.subjects(selection):
            yield [column.value(subject, selection) for column in self.columns]


def day(words: str | None) -> date | None:
    """Returns an ISO 8601 day; None for what is no whole day."""
    try:
        return date.fromisoformat(words or "")
    except ValueError:
        return None


def _bounds(what: str) -> tuple[Column[Case], ...]:
    return tuple(
        Column(f"{what}_{bound}", Kind.NUMBER, partial(_bound, what, bound)) for bound in ("low", "best", "high")
    )


def _bound(what: str, bound: str, case: Case, _: Selection) -> float | None:
    found: float | None = getattr(case.tally(what), bound)
    return found


def _where(case: Case, selection: Selection, name: str) -> Any:
    return getattr(selection.where(case), name, None)


def _names(identities: Iterable[Identity | Participant]) -> list[str]:
    return [identity.name for identity in identities]


def _ids(identities: Iterable[Identity | Participant]) -> list[str]:
    return [identity.id for identity in identities]


def _versions(case: Case, selection: Selection) -> str:
    several = (field for field in case.incident.fields if len(field.versions) > 1)
    return json_text([describe_field(field, case, selection) for field in several])


def _figures(case: Case, _: Selection) -> str:
    return json_text([describe_tally(tally, case) for tally in case.incident.tallies])


def _publishers(case: Case, _: Selection) -> list[str]:
    return list(dict.fromkeys(account.publisher for account in case.accounts if account.publisher))


INCIDENTS: Table[Case] = Table(
    (
        Column("incident_id", Kind.TEXT, lambda case, _: case.incident.id),
        Column("type", Kind.TEXT, lambda case, _: case.code("type")),
        Column("mode", Kind.TEXT, lambda case, _: case.code("mode")),
        Column("status", Kind.TEXT, lambda case, _: case.code("status")),
        Column("start", Kind.DAY, lambda case, _: day(case.days()[0])),
        Column("end", Kind.DAY, lambda case, _: day(case.days()[1])),
        Column("place", Kind.TEXT, lambda case, of: _where(case, of, "name")),
        Column("country", Kind.TEXT, lambda case, of: _where(case, of, "country")),
        Column("admin1", Kind.TEXT, lambda case, of: _where(case, of, "admin1")),
        Column("latitude", Kind.NUMBER, lambda case, of: _where(case, of, "latitude")),
        Column("longitude", Kind.NUMBER, lambda case, of: _where(case, of, "longitude")),
        Column("precision", Kind.TEXT, lambda case, of: _where(case, of, "precision")),
        Column("geonames", Kind.INTEGER, lambda case, of: _where(case, of, "geonames")),
        Column("initiators", Kind.TEXTS, lambda case, of: _names(of.who(case, "initiators"))),
        Column("initiator_ids", Kind.TEXTS, lambda case, of: _ids(of.who(case, "initiators"))),
        Column("targets", Kind.TEXTS, lambda case, of: _names(of.who(case, "targets"))),
        Column("target_ids", Kind.TEXTS, lambda case, of: _ids(of.who(case, "targets"))),
        *(column for what in COUNTED for column in _bounds(what)),
        Column("figures", Kind.JSON, _figures),
        Column("disputed", Kind.TEXTS, lambda case, _: list(case.incident.disputed)),
        Column("versions", Kind.JSON, _versions),
        Column("origins", Kind.INTEGER, lambda case, _: case.incident.origins),
        Column("accounts", Kind.INTEGER, lambda case, _: len(case.accounts)),
        Column("reports", Kind.INTEGER, lambda case, _: len({account.report for account in case.accounts})),
        Column("publishers", Kind.TEXTS, _publishers),
        Column("first_reported", Kind.DAY, lambda case, _: day(case.incident.first)),
        Column("last_reported", Kind.DAY, lambda case, _: day(case.incident.last)),
        Column("told_by", Kind.TEXT, lambda case, _: told_by(case.telling())),
        Column("words", Kind.TEXT, lambda case, _: case.telling().said),
        Column("report_id", Kind.TEXT, lambda case, _: case.telling().report),
    ),
    lambda selection: selection.cases,
)
"""A row an incident: the leading values, the counts' bounds, what is disputed, and the words of one account."""


def _told(selection: Selection) -> Iterator[Told]:
    return (Told(case, account) for case in selection.cases for account in case.accounts)


def _of_account(name: str, kind: Kind, attribute: str | None = None) -> Column[Told]:
    return Column(name, kind, lambda told, _: getattr(told.account, attribute or name))


def _of_scene(name: str, kind: Kind, attribute: str | None = None) -> Column[Told]:
    return Column(name, kind, lambda told, _: getattr(told.account.place, attribute or name, None))


def _count(what: str, bound: str, told: Told, _: Selection) -> float | None:
    return next((getattr(figure, bound) for figure in told.account.figures if figure.what == what), None)


def _counts(what: str) -> tuple[Column[Told], ...]:
    return tuple(Column(f"{what}_{bound}", Kind.NUMBER, partial(_count, what, bound)) for bound in ("low", "high"))


def _when(told: Told, end: str) -> date | None:
    return day(getattr(told.account.when, end, None))


ACCOUNTS: Table[Told] = Table(
    (
        Column("account_id", Kind.TEXT, lambda told, _: told.account.id),
        Column("incident_id", Kind.TEXT, lambda told, _: told.case.incident.id),
        _of_account("report_id", Kind.TEXT, "report"),
        _of_account("publisher", Kind.TEXT),
        Column("published", Kind.DAY, lambda told, _: day(told.account.published)),
        Column("url", Kind.TEXT, lambda told, of: of.address(told.account.report)),
        _of_account("recorded_at", Kind.TEXT),
        Column("chain", Kind.TEXTS, lambda told, _: _names(told.account.chain)),
        Column("chain_ids", Kind.TEXTS, lambda told, _: _ids(told.account.chain)),
        _of_account("claim_kind", Kind.TEXT),
        _of_account("origin", Kind.TEXT),
        _of_account("type", Kind.TEXT),
        _of_account("mode", Kind.TEXT),
        _of_account("cameo", Kind.TEXT),
        _of_account("status", Kind.TEXT),
        _of_account("certainty", Kind.TEXT),
        Column("start", Kind.DAY, lambda told, _: _when(told, "start")),
        Column("end", Kind.DAY, lambda told, _: _when(told, "end")),
        _of_scene("place", Kind.TEXT, "name"),
        _of_scene("country", Kind.TEXT),
        _of_scene("latitude", Kind.NUMBER),
        _of_scene("longitude", Kind.NUMBER),
        Column("initiators", Kind.TEXTS, lambda told, _: _names(told.account.initiators)),
        Column("initiator_ids", Kind.TEXTS, lambda told, _: _ids(told.account.initiators)),
        Column("targets", Kind.TEXTS, lambda told, _: _names(told.account.targets)),
        Column("target_ids", Kind.TEXTS, lambda told, _: _ids(told.account.targets)),
        *(column for what in COUNTED for column in _counts(what)),
        Column("figures", Kind.JSON, lambda told, _: json_text(to_dict(told.account.figures))),
        _of_account("words", Kind.TEXT),
        Column("words_start", Kind.INTEGER, lambda told, _: told.account.trigger.start),
        Column("words_end", Kind.INTEGER, lambda told, _: told.account.trigger.end),
        _of_account("sentence", Kind.TEXT, "said"),
        Column("sentence_start", Kind.INTEGER, lambda told, _: told.account.sentence.start),
        Column("sentence_end", Kind.INTEGER, lambda told, _: told.account.sentence.end),
    ),
    _told,
)
"""A row an account: one report's version of an incident, and the words it stands on."""
