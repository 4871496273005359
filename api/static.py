"""The built web bundles and the description of the interface, served from our own origin."""

from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.staticfiles import StaticFiles

from api.access import public

BUNDLES = ("widget", "console", "demo", "docs")

router = APIRouter(include_in_schema=False)


@router.get("/", dependencies=[Depends(public)])
async def home() -> RedirectResponse:
    """The front door leads to the demonstration page."""
    return RedirectResponse("/demo/")


@router.get("/openapi.json", dependencies=[Depends(public)])
async def description(request: Request) -> JSONResponse:
    """The HTTP interface as OpenAPI, for the page under /docs."""
    return JSONResponse(request.app.openapi())


def mount(app: FastAPI, web_dir: Path) -> None:
    """Serve the bundles that are built; a missing one is simply not there."""
    for name in BUNDLES:
        folder = web_dir / name
        if folder.is_dir():
            app.mount(f"/{name}", StaticFiles(directory=folder, html=True), name=name)
