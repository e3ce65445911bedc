"""The routes, a file for each part of the workbench: ask the store through `questions`, answer with its values."""

from __future__ import annotations

from fastapi import APIRouter

from polybius.web.routes import (
    actors,
    adding,
    admitting,
    exporting,
    foresight,
    incidents,
    judging,
    overview,
    reports,
    reviewing,
    session,
)

ROUTERS: tuple[APIRouter, ...] = (
    session.router,
    overview.router,
    reports.router,
    adding.router,
    incidents.router,
    actors.router,
    reviewing.router,
    judging.router,
    foresight.router,
    exporting.router,
    admitting.router,
)
