"""Adding reports: files, text that is pasted, or the sample; read in the background."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import APIRouter, File, Form, Path, UploadFile

from polybius.errors import ReadError
from polybius.gold import reports_named
from polybius.model import Document, Record
from polybius.read import read
from polybius.web.answers import Batch, Batches
from polybius.web.asked import FormWords, Pasted
from polybius.web.failures import WebError, failing
from polybius.web.people import Analyst, Reader
from polybius.web.reading import Given
from polybius.web.service import Workbench

router = APIRouter(prefix="/api", tags=["adding"])
Number = Annotated[int, Path(ge=1, le=2**53)]
MOST_FILES = 200
LARGEST = 64 * 1024 * 1024  # bytes of a file
# Invented reports of the corpus: three on a ferry, which differ about dead and wounded, and two on a patrol boat.
SAMPLE = ("lake_ferry_a_2016", "lake_ferry_b_2016", "lake_ferry_c_2016", "patrol_boat_a_2013", "patrol_boat_b_2013")


@router.post("/reports/files", status_code=202, responses=failing("too_large"))
def add_files(
    service: Workbench,
    person: Analyst,
    files: Annotated[list[UploadFile], File(min_length=1, max_length=MOST_FILES)],
    publisher: Annotated[FormWords, Form()] = "",
) -> Batch:
    """Takes files of any format that polybius reads; GET /api/readings/{id} tells how far they are."""
    given = [one for file in files for one in _documents(file, publisher or None)]
    return service.readings.add(person.name, given)


@router.post("/reports", status_code=202, responses=failing())
def add_text(service: Workbench, person: Analyst, given: Pasted) -> Batch:
    """Takes a report as text."""
    published = given.published.isoformat() if given.published else None
    document = Document(given.text, given.title, given.publisher, None, published, origin="pasted text")
    return service.readings.add(person.name, [(given.title or "pasted text", document)])


@router.post("/sample", status_code=202, responses=failing())
def add_sample(service: Workbench, person: Analyst) -> Batch:
    """Takes invented reports that come with polybius, to try it out: several accounts of one incident."""
    return service.readings.add(person.name, _sample())


@router.get("/readings", responses=failing())
def readings(service: Workbench, _: Reader) -> Batches:
    """Lists what was added since the workbench started, the latest first."""
    return Batches(items=service.readings.readings())


@router.get("/readings/{id}", responses=failing("not_found"))
def reading(service: Workbench, _: Reader, id: Number) -> Batch:
    """Tells how far reports that were added together are."""
    found = service.readings.reading(id)
    if found is None:
        raise WebError("not_found", f"Nothing was added under the number {id} since the workbench started")
    return found


def _documents(file: UploadFile, publisher: str | None) -> Iterator[Given]:
    """The reports of a file, which is looked at under its own name in a folder of its own."""
    name = FilePath((file.filename or "").replace("\\", "/")).name.replace("\0", "") or "unnamed"
    data = file.file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise WebError("too_large", f"{name} is larger than {LARGEST:,} bytes")
    suffix = FilePath(name).suffix[:16]
    with tempfile.TemporaryDirectory() as folder:
        path = FilePath(folder) / f"report{suffix}"
        path.write_bytes(data)
        for found in read(path, publisher=publisher):
            yield name, found if isinstance(found, Document) else ReadError(str(found).replace(str(path), name))


def _sample() -> list[Given]:
    return [(f"{name} (sample)", _document(told)) for name, told in zip(SAMPLE, reports_named(SAMPLE), strict=True)]


def _document(record: Record) -> Document:
    return Document(record.text, record.title, record.publisher, record.url, record.published, record.language)
