"""The HTTP application around a house, called without a network."""

from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api import static
from api.app import create_app
from app.wiring import House


@cache
def _application(web_dir: Path) -> FastAPI:
    """The application, built once: FastAPI needs longer for it than most tests take."""
    application = create_app(None)
    static.mount(application, web_dir)
    return application


@pytest.fixture
def site(house: House) -> Iterator[FastAPI]:
    """The application around this test's house."""
    application = _application(house.api.web_dir)
    application.state.context = house.api
    yield application
    del application.state.context


@pytest.fixture
async def http(site: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(site) as client:
        yield client


def client_of(site: FastAPI, host: str = "127.0.0.1") -> httpx.AsyncClient:
    """A browser on the machine `host`. It keeps no cookies: each person shows their own."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(site, client=(host, 40_000)), base_url="https://mkhari.example"
    )
