"""Deaths in state-based conflict by country and month: CRPS of forecasts made in October for the year that follows.

    python benchmarks/ucdp.py DIR

DIR holds `ged_cm_postpatch.parquet` and `country.parquet` of the ViEWS prediction competition of 2020 (UCDP GED). Test
years are 2014–2019; a model is used for a year where it beat climatology on the years from 2002 on that were over.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polybius.analysis.distribution import Distribution
from polybius.analysis.outlook import Forecaster, fading_months, past_year

FIRST, TEST, LAST = 2002, 2014, 2019
BEGIN = 109
"""The month of the first deaths, January 1989, counted from January 1980 as 1."""
MANY = 25


def table(path: Path) -> dict[str, list[Any]]:
    from pyarrow import parquet

    columns: dict[str, list[Any]] = parquet.read_table(path).to_pydict()
    return columns


def read(folder: Path) -> NDArray[np.float64]:
    """Returns countries × months; a month without an entry counts as quiet, as in the competition."""
    rows = {c: n for n, c in enumerate(sorted(set(table(folder / "country.parquet")["country_id"])))}
    deaths, found = table(folder / "ged_cm_postpatch.parquet"), np.zeros((len(rows), 12 * (LAST - 1980 + 1) + 1))
    for month, country, count in zip(deaths["month_id"], deaths["country_id"], deaths["ged_best_sb"], strict=True):
        if month < found.shape[1] and country in rows and count is not None:
            found[rows[country], month] = count
    return found


def scores(deaths: NDArray[np.float64], forecaster: Forecaster, year: int) -> NDArray[np.float64]:
    """Returns CRPS, CRPS of log(1 + x) and Brier score of 25 or more, for each country and month of a year."""
    january = (year - 1980) * 12 + 1
    found = []
    for row in deaths:
        forecast = forecaster(row[BEGIN : january - 2])
        logs = forecast.mapped(np.log1p)
        found += [score(forecast, logs, came) for came in row[january : january + 12]]
    return np.array(found)


def score(forecast: Distribution, logs: Distribution, came: float) -> tuple[float, float, float]:
    brier = (forecast.at_least(MANY) - (came >= MANY)) ** 2
    return forecast.crps(came), logs.crps(float(np.log1p(came))), brier


def main() -> None:
    deaths = read(Path(sys.argv[1]))
    floor, model = (
        {year: scores(deaths, by, year) for year in range(FIRST, LAST + 1)} for by in (past_year, fading_months)
    )
    years = range(TEST, LAST + 1)
    chosen = {}
    for year in years:
        ours, plain = (np.mean([part[past][:, 1].mean() for past in range(FIRST, year)]) for part in (model, floor))
        chosen[year] = model[year] if ours < plain else floor[year]
    print(f"{len(deaths)} countries, {TEST}–{LAST}, {sum(map(len, chosen.values())):,} country-months\n")
    print("| | CRPS | log-CRPS | Brier, 25 or more |\n|---|---:|---:|---:|")
    rows = (("climatology: last 12 months", floor), ("fading months", model), ("better on past years", chosen))
    for name, part in rows:
        crps, logs, brier = np.concatenate([part[year] for year in years]).mean(axis=0)
        print(f"| {name} | {crps:.2f} | {logs:.4f} | {brier:.5f} |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/ucdp.py DIR")
    main()
