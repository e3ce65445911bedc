"""Values of this room -> pictures as bytes of SVG or PNG, by matplotlib (the extra `plots`)."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from polybius.analysis.cameo import Quad
from polybius.analysis.reaction import Reaction
from polybius.analysis.scores import Tenth
from polybius.analysis.series import DyadSeries

if TYPE_CHECKING:  # matplotlib is slow to import, and an extra
    from matplotlib.axes import Axes

Format = Literal["svg", "png"]
COLOURS = {
    Quad.MATERIAL_CONFLICT: "#b2182b", Quad.VERBAL_CONFLICT: "#ef8a62",
    Quad.VERBAL_COOPERATION: "#67a9cf", Quad.MATERIAL_COOPERATION: "#2166ac",
}  # fmt: skip


def plot_reliability(bands: Sequence[Tenth], *, format: Format = "svg") -> bytes:
    """Draws how often forecasts of each band came true, with intervals and counts, beside the diagonal."""

    def draw(axes: Axes) -> None:
        said, came = [band.said for band in bands], [band.came for band in bands]
        errors = [[b.came - b.low for b in bands], [b.high - b.came for b in bands]]
        axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
        axes.errorbar(said, came, yerr=errors, fmt="o", capsize=3)
        for band in bands:
            axes.annotate(str(band.count), (band.said, band.came), xytext=(5, -10), textcoords="offset points")
        axes.set(xlabel="said", ylabel="came true (95 %)", xlim=(0, 1), ylim=(0, 1), title="Reliability")

    return _drawn(draw, format)


def plot_series(series: DyadSeries, *, marks: Mapping[date, str] | None = None, format: Format = "svg") -> bytes:
    """Draws daily deeds by class, cooperation upwards and conflict downwards, uncovered days grey, events marked."""

    def draw(axes: Axes) -> None:
        days = series.days
        for quad, colour in COLOURS.items():
            sign = -1 if quad in (Quad.VERBAL_CONFLICT, Quad.MATERIAL_CONFLICT) else 1
            name = quad.name.lower().replace("_", " ")
            axes.vlines(days, 0, sign * series.of(quad), color=colour, label=name)  # type: ignore[arg-type]
        for day, covered in zip(days, series.covered, strict=True):
            if not covered:
                axes.axvline(day, color="lightgrey", linewidth=2, zorder=0)  # type: ignore[arg-type]
        for day, text in (marks or {}).items():
            axes.axvline(day, color="black", linewidth=0.8, linestyle=":")  # type: ignore[arg-type]
            axes.annotate(text, (day, 0.98), xycoords=("data", "axes fraction"), rotation=90, va="top", ha="right")
        axes.set(ylabel="deeds a day", title=f"{series.source} → {series.target}")
        axes.legend(fontsize="small", loc="lower left")

    return _drawn(draw, format)


def plot_lags(reaction: Reaction, *, format: Format = "svg") -> bytes:
    """Draws how many acts follow one act of the other on each day after, with intervals; the verdict is the title."""

    def draw(axes: Axes) -> None:
        days = range(1, len(reaction.by_lag) + 1)
        values = [lag.value for lag in reaction.by_lag]
        low, high = [lag.low for lag in reaction.by_lag], [lag.high for lag in reaction.by_lag]
        axes.fill_between(days, low, high, alpha=0.3, step="mid")
        axes.step(days, values, where="mid")
        axes.set(xlabel="days after", ylabel="acts that follow one act (95 %)", title=str(reaction.verdict))

    return _drawn(draw, format)


def _drawn(draw: Callable[[Axes], None], format: Format) -> bytes:
    """Returns a picture; the same values make the same bytes. Raises ImportError where matplotlib is missing."""
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ImportError("plots need matplotlib: pip install 'polybius[plots]'") from error
    with mpl.rc_context({"svg.hashsalt": "polybius", "svg.fonttype": "none"}):
        figure = Figure(figsize=(8, 4.5), layout="constrained")
        FigureCanvasAgg(figure)
        draw(figure.subplots())
        stream = io.BytesIO()
        figure.savefig(stream, format=format, metadata={"Date": None} if format == "svg" else None)
    return stream.getvalue()
