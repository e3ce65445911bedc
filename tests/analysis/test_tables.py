"""Event data sets in CSV and Parquet."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from polybius.analysis.events import EventTable, day_of
from polybius.analysis.tables import read_events
from polybius.errors import ReadError

ICEWS = "Event ID,Event Date,Source Name,Target Name,CAMEO Code,Intensity,Publisher,City\n"
ROW = "1,2014-05-06,Northland,Southland,190,-9.5,Vela Post,Vela\n"


def written(folder: Path, text: str, name: str = "events.csv") -> EventTable:
    path = folder / name
    path.write_text(text, "utf-8")
    return read_events(path)


def rows(table: EventTable) -> list[tuple[str, str, str, str]]:
    columns = zip(table.days, table.sources, table.targets, table.codes, strict=True)
    return [(str(day_of(int(d))), table.actors[s], table.actors[t], str(c)) for d, s, t, c in columns]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(ICEWS + ROW, ["Northland>Southland 190"], id="ICEWS"),
        pytest.param(
            "SQLDATE\tActor1Code\tActor2Code\tEventCode\tGoldsteinScale\tSOURCEURL\n"
            "20140506\tNOR\tSOU\t42\t1.9\thttp://vela.example/a\n",
            ["NOR>SOU 042"],
            id="GDELT",
        ),
        pytest.param(
            "event_date,event_type,sub_event_type,actor1,actor2,location,source,fatalities\n"
            "06 May 2014,Battles,Armed clash,Front,Army,Vela,Vela Post,3\n",
            ["Army>Front 19", "Front>Army 19"],
            id="ACLED",
        ),
        pytest.param(
            "id,type_of_violence,side_a,side_b,date_start,best\n1,3,Front,Civilians,2014-05-06 00:00:00.000,4\n",
            ["Front>Civilians 18"],
            id="UCDP",
        ),
        pytest.param(
            "Event ID,Event Date,Event Type,Intensity,Actor Name,Recipient Name\n1,2014-05-06,THREATEN,-4,A,B\n",
            ["A>B 13"],
            id="POLECAT",
        ),
        pytest.param("day;source;target;code\n2014-05-06;A;B;14\n", ["A>B 14"], id="plain"),
    ],
)
def test_known_columns_are_read(tmp_path: Path, text: str, found: list[str]) -> None:
    read = rows(written(tmp_path, text))
    assert sorted(f"{s}>{t} {c}" for _, s, t, c in read) == found
    assert {day for day, *_ in read} == {"2014-05-06"}


def test_copies_count_once_and_are_counted(tmp_path: Path) -> None:
    table = written(tmp_path, ICEWS + ROW + ROW.replace("Vela Post", "Coast Gazette").replace("-9.5", "-8.5"))
    assert (len(table), table.tellings.tolist(), table.goldstein.tolist()) == (1, [2], [-9.0])
    assert table.publishers == ("Coast Gazette", "Vela Post")


def test_the_same_deed_elsewhere_is_another(tmp_path: Path) -> None:
    assert len(written(tmp_path, ICEWS + ROW + ROW.replace(",Vela\n", ",Huara\n"))) == 2


def test_rows_that_tell_no_deed_are_counted_with_their_reason(tmp_path: Path) -> None:
    bad = ROW.replace("2014-05-06", "31 Feb"), ROW.replace("Southland", ""), ROW.replace(",190,", ",none,")
    table = written(tmp_path, ICEWS + ROW + "".join(bad) + bad[1])
    assert len(table) == 1
    assert table.problems == (
        "events.csv: 1 rows left out: no day in '31 Feb' (first: row 2)",
        "events.csv: 2 rows left out: no source or no target (first: row 3)",
        "events.csv: 1 rows left out: no deed in cameo_code 'none' (first: row 4)",
    )


def test_an_intensity_that_is_not_told_is_that_of_the_code(tmp_path: Path) -> None:
    assert written(tmp_path, ICEWS + ROW.replace("-9.5", "")).goldstein.tolist() == [-10]


def test_zipped_tables_are_read(tmp_path: Path) -> None:
    path = tmp_path / "events.csv.gz"
    path.write_bytes(gzip.compress((ICEWS + ROW).encode()))
    assert len(read_events(path)) == 1


def test_parquet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    columns = {"Event Date": ["2014-05-06"], "Source Name": ["A"], "Target Name": ["B"], "CAMEO Code": [190]}
    pyarrow.parquet.write_table(pyarrow.table(columns), path)
    assert rows(read_events(path)) == [("2014-05-06", "A", "B", "190")]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "when,who\n1,2\n", "a.csv: columns when, who are of no known event data; known: ICEWS, GDELT"),
        ("a.csv", "", "a.csv: columns none are of no known"),
        ("a.csv.gz", "no gzip", "a.csv.gz: cannot be read as UTF-8 CSV"),
        ("a.parquet", "no parquet", "a.parquet: cannot be read as Parquet"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        written(tmp_path, text, name)
