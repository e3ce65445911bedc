"""CSV or Parquet of an event data set -> a table of deeds; ICEWS, GDELT, ACLED, UCDP GED and POLECAT are known.

What a scheme's columns mean stands in `SCHEMES`. A row that cannot be taken in is counted with its reason and the first
line it was met in; the rest goes on.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from polybius.analysis import cameo
from polybius.analysis.events import Deed, EventTable, number_of, tabulate
from polybius.errors import ReadError

DAYS = ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%d-%b-%Y", "%Y/%m/%d")
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Scheme:
    """The columns of a data set, in lower case with "_" for spaces; of several the first that is filled in counts.

    `words` maps what stands in the code columns to CAMEO; without it they hold CAMEO codes. `mutual` are codes of deeds
    that the data set gives no direction; they count both ways.
    """

    day: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    code: tuple[str, ...]
    goldstein: str = ""
    publisher: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    words: Mapping[str, str] | None = None
    mutual: frozenset[str] = frozenset()

    def fits(self, columns: set[str]) -> bool:
        """Tells whether a table has what is needed."""
        needed = (self.source, self.target, self.code)
        return self.day in columns and all(columns.intersection(names) for names in needed)


SCHEMES: dict[str, Scheme] = {
    "ICEWS": Scheme("event_date", ("source_name",), ("target_name",), ("cameo_code",), "intensity",
                    ("publisher",), ("latitude", "city", "country"), ("country",)),
    "GDELT": Scheme("sqldate", ("actor1code", "actor1name"), ("actor2code", "actor2name"), ("eventcode",),
                    "goldsteinscale", ("sourceurl",), ("actiongeo_fullname",), ("actiongeo_countrycode",)),
    "ACLED": Scheme("event_date", ("actor1",), ("actor2",), ("sub_event_type", "event_type"), "", ("source",),
                    ("location",), ("country",), cameo.ACLED, frozenset({"19"})),
    "UCDP GED": Scheme("date_start", ("side_a",), ("side_b",), ("type_of_violence",), "",
                       ("source_office", "source_original"), ("where_coordinates",), ("country",), cameo.UCDP,
                       frozenset({"19"})),
    "POLECAT": Scheme("event_date", ("actor_name",), ("recipient_name",), ("event_type",), "intensity",
                      ("source", "publisher"), ("placename",), ("country",),
                      {kind.value.lower(): code for kind, code in cameo.PLOVER.items()}),
    "plain": Scheme("day", ("source", "initiator"), ("target", "recipient"), ("code", "cameo", "root"), "goldstein",
                    ("publisher",), ("place",), ("country",)),
}  # fmt: skip
"""Event data sets by name; "plain" is for tables of one's own."""


def read_events(path: Path, *, by_country: bool = False) -> EventTable:
    """Reads a table of events; `.parquet` needs pyarrow, anything else is CSV with a header, `.gz` or not.

    By country, each deed is one towards the country in which it was, as the table calls it, once though both sides
    did it; rows that name no country are left out.

    Raises ReadError where the file cannot be read, or its columns are those of no known data set.
    """
    rows = _parquet(path) if path.suffix == ".parquet" else _csv(path)
    columns, first = next(rows, (0, {}))
    scheme = _scheme(first, path)
    refused: dict[str, tuple[int, int]] = {}
    scheme = replace(scheme, target=scheme.country, mutual=frozenset()) if by_country else scheme
    deeds = [deed for number, row in _again((columns, first), rows) for deed in _deeds(scheme, row, number, refused)]
    told = (f"{path.name}: {count:,} rows left out: {why} (first: row {row})" for why, (count, row) in refused.items())
    return tabulate(deeds, tuple(told))


def _scheme(row: Mapping[str, str], path: Path) -> Scheme:
    found = next((scheme for scheme in SCHEMES.values() if scheme.fits(set(row))), None)
    if found is None:
        raise ReadError(
            f"{path.name}: columns {', '.join(row) or 'none'} are of no known event data; known: {', '.join(SCHEMES)}"
            " (plain: day, source, target, code and, if there, goldstein, publisher, place)"
        )
    return found


Row = tuple[int, dict[str, str]]


def _again(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _column(name: object) -> str:
    return str(name).strip().lower().replace(" ", "_")


def _csv(path: Path) -> Iterator[Row]:
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, gzip.BadGzipFile) as error:
        raise ReadError(f"{path.name}: cannot be read as UTF-8 CSV ({error})") from error
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(DELIMITERS, key=header.count))
    names = [_column(name) for name in next(reader, [])]
    for number, cells in enumerate(reader, start=1):
        yield number, dict(zip(names, cells, strict=False))


def _parquet(path: Path) -> Iterator[Row]:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise ReadError(f"{path.name}: Parquet needs pyarrow: pip install 'polybius[tables]'") from error
    try:
        table = parquet.read_table(path)
    except (OSError, ValueError) as error:
        raise ReadError(f"{path.name}: cannot be read as Parquet ({error})") from error
    for number, row in enumerate(table.to_pylist(), start=1):
        yield number, {_column(name): "" if value is None else str(value) for name, value in row.items()}


def _deeds(scheme: Scheme, row: Mapping[str, str], number: int, refused: dict[str, tuple[int, int]]) -> Iterator[Deed]:
    try:
        deed = _deed(scheme, row)
    except ValueError as error:
        count, first = refused.get(str(error), (0, number))
        refused[str(error)] = count + 1, first
        return
    yield deed
    if deed.code in scheme.mutual:
        yield deed._replace(source=deed.target, target=deed.source)


def _deed(scheme: Scheme, row: Mapping[str, str]) -> Deed:
    """Reads one row; raises ValueError with the reason where it tells no deed."""
    source, target = _first(row, scheme.source), _first(row, scheme.target)
    if not source or not target:
        raise ValueError("no source or no target")
    told = row.get(scheme.goldstein, "").strip()
    return Deed(
        _day(row.get(scheme.day, "")),
        source,
        target,
        _code(scheme, row),
        float(told) if told else None,
        _publisher(_first(row, scheme.publisher)),
        _first(row, scheme.place),
    )


def _first(row: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := row.get(name, "").strip())), "")


def _publisher(told: str) -> str:
    """Returns who published: of an address its host."""
    return urlsplit(told).netloc if "://" in told else told


def _code(scheme: Scheme, row: Mapping[str, str]) -> str:
    told = [value for name in scheme.code if (value := row.get(name, "").strip())]
    known = [scheme.words.get(value.lower()) if scheme.words else cameo.normal_code(value) for value in told]
    code = next((code for code in known if code), None)
    if code is None:
        raise ValueError(f"no deed in {' or '.join(scheme.code)} '{', '.join(told)}'")
    return code


def _day(written: str) -> int:
    """Reads a day: "2014-05-06", "20140506", "6 May 2014", "2014-05-06 00:00:00.000"."""
    plain = written.strip().split("T")[0]
    for form in (plain, plain.split(" ")[0]):
        for pattern in DAYS:
            try:
                found: date = datetime.strptime(form, pattern).date()
            except ValueError:
                continue
            return number_of(found)
    raise ValueError(f"no day in '{written}'")
