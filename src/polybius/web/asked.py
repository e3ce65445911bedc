"""What people may ask the routes, checked before anything is looked up: filters, and the bodies of what they send."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints

from polybius.incidents import JudgementKind, Query
from polybius.model import EventType, Status
from polybius.store import Role

LONGEST = 200  # characters of a name
LONGEST_TEXT = 2_000_000  # characters of a report
LATITUDE = r"-?(90(\.0{1,12})?|[0-8]?[0-9](\.[0-9]{1,12})?)"
LONGITUDE = r"-?(180(\.0{1,12})?|(1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,12})?)"


def _in_full(value: object) -> object:
    """A day as it is written; pydantic would take a number too, as seconds since 1970."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value
    raise ValueError("a day is written YYYY-MM-DD")


def a_number(value: object) -> object:
    """A number in a body, `7` or `7.0`; pydantic would take words and yes and no too."""
    if isinstance(value, bool | str):
        raise ValueError("a number is wanted")
    return value


Day = Annotated[date, BeforeValidator(_in_full)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, pattern=r"^[^\x00]+$")]
FormWords = Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^[^\x00]*$")]  # a field left empty is sent
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT, pattern=r"^[^\x00]+$")]
Note = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^[^\x00]*$")]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
NewSecret = Annotated[str, StringConstraints(min_length=12, max_length=1_000)]
Box = Annotated[str, StringConstraints(pattern=rf"^{LATITUDE},{LONGITUDE},{LATITUDE},{LONGITUDE}$")]


class Asked(BaseModel):
    """Base of all that is sent; what no one asks for is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Filters(Asked):
    """Which incidents are asked for; what is left out does not narrow.

    `actor` and `place` are names, aliases or ids, `box` is south,west,north,east in degrees, `since` and `until` are
    days, both included, `origins` is the least number of independent voices.
    """

    actor: Words | None = None
    type: EventType | None = None
    status: Status | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    place: Words | None = None
    publisher: Words | None = None
    box: Box | None = None
    since: Day | None = None
    until: Day | None = None
    origins: int = Field(1, ge=1, le=1_000)
    disputed: bool = False

    def query(self, limit: int | None = None) -> Query:
        """Returns the query that they stand for."""
        one, west, other, east = map(float, self.box.split(",")) if self.box else (0.0, 0.0, 0.0, 0.0)
        return Query(
            actor=self.actor,
            type=self.type,
            status=self.status,
            country=self.country,
            place=self.place,
            publisher=self.publisher,
            box=(min(one, other), west, max(one, other), east) if self.box else None,
            since=self.since.isoformat() if self.since else None,
            until=self.until.isoformat() if self.until else None,
            origins=self.origins,
            disputed=self.disputed,
            limit=limit,
        )


class PagedFilters(Filters):
    """Which incidents, and which part of their list."""

    offset: int = Field(0, ge=0, le=10_000_000)
    limit: int = Field(50, ge=1, le=500)


class NetworkFilters(Filters):
    """Ties of those with a part in the incidents asked for; `source` is on whose word, on all where it is left out."""

    source: Words | None = None
    limit: int = Field(2_000, ge=1, le=20_000)


class SignIn(Asked):
    """Who signs in."""

    name: Words
    password: Secret


class NewPassword(Asked):
    """A change of one's own password."""

    old: Secret
    new: NewSecret


class NewUser(Asked):
    """Somebody who may sign in from now on."""

    name: Words
    role: Role
    password: NewSecret


class ChangedUser(Asked):
    """What is to be different about somebody."""

    role: Role | None = None
    disabled: StrictBool | None = None
    password: NewSecret | None = None


class NamedToken(Asked):
    """A token for a program of one's own; it may do what its owner may, until a day that may be left out."""

    name: Words
    until: Day | None = None


class CorrectionKind(StrEnum):
    """What is done to a value."""

    CHANGE = "change"
    ADD = "add"
    REJECT = "reject"
    CONFIRM = "confirm"

    @property
    def judgement(self) -> JudgementKind:
        """The judgement that it makes."""
        return JudgementKind(self.value)


class NewCorrection(Asked):
    """What a person says of a path of a record (`events/e2/status`), having seen an edition of it.

    `value` is plain JSON as the record has it; `item` is the item of the review queue that is done with it.
    """

    edition: Annotated[int, Field(ge=1, le=1_000_000_000), BeforeValidator(a_number)]
    kind: CorrectionKind
    path: Words
    value: Any = None
    note: Note | None = None
    item: Words | None = None


class NewMerge(Asked):
    """Two things that are one; for incidents, `seen` of both as they were seen."""

    one: Words
    other: Words
    seen: tuple[Words, ...] = Field((), max_length=2)
    note: Note | None = None


class NewSplit(Asked):
    """Parts (ids of accounts or members) that do not belong to a thing."""

    one: Words
    parts: tuple[Words, ...] = Field(min_length=1, max_length=500)
    seen: Words | None = None
    note: Note | None = None


class Undoing(Asked):
    """Why something is taken back."""

    note: Note | None = None


class ReviewDeed(StrEnum):
    """What is done with an item: it is right (and the two are one), it is wrong, or it is left for good as it is."""

    CONFIRM = "confirm"
    REJECT = "reject"
    DISMISS = "dismiss"


class NewMark(Asked):
    """What a person does with an item of the queue."""

    key: Words
    deed: ReviewDeed
    note: Note | None = None


class Pasted(Asked):
    """A report as text; a day without which relative dates stay open."""

    text: Text
    title: Words | None = None
    publisher: Words | None = None
    published: Day | None = None
