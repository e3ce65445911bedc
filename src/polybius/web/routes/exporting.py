"""What is on screen, in a format that others read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse

from polybius import questions
from polybius.export.exchange import EXPORTERS, Exporter, select
from polybius.web.answers import Formats
from polybius.web.asked import Filters
from polybius.web.failures import WebError, failing
from polybius.web.people import Reader
from polybius.web.service import Service, Workbench

router = APIRouter(prefix="/api", tags=["export"])
Name = Annotated[str, Path(pattern="^[a-z-]{1,32}$")]


@router.get("/export", responses=failing())
def formats(_: Reader) -> Formats:
    """Lists the formats."""
    return Formats(items={name: exporter.suffix for name, exporter in EXPORTERS.items()})


@router.get(
    "/export/{format}",
    response_class=StreamingResponse,
    responses={**failing("not_found"), 200: {"content": {"application/octet-stream": {}}}},
)
def export(service: Workbench, _: Reader, format: Name, asked: Annotated[Filters, Query()]) -> StreamingResponse:
    """Writes the incidents asked for in a format, as a file to keep."""
    exporter = EXPORTERS.get(format)
    if exporter is None:
        raise WebError("not_found", f"No format '{format}'; known: {', '.join(EXPORTERS)}")
    pieces = _pieces(service, exporter, asked)
    first = next(pieces, b"")  # so that a filter which is wrong is told before the answer begins
    return StreamingResponse(
        _behind(first, pieces),
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="incidents{exporter.suffix}"'},
    )


def _pieces(service: Service, exporter: Exporter, asked: Filters) -> Iterator[bytes]:
    with service.view() as view:
        chosen = select(view, questions.each_incident(view, asked.query()))
        for piece in exporter.write(chosen):
            yield piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace")


def _behind(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
