"""The HTTP application around a house, called without a network."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from app.wiring import House


@pytest.fixture
def site(house: House) -> FastAPI:
    return create_app(house.api)


@pytest.fixture
async def http(site: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(site) as client:
        yield client


def client_of(site: FastAPI, host: str = "127.0.0.1") -> httpx.AsyncClient:
    """A browser on the machine `host`. It keeps no cookies: each person shows their own."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(site, client=(host, 40_000)), base_url="https://mkhari.example"
    )
