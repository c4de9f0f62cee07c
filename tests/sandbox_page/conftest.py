from collections.abc import AsyncIterator

import aiohttp
import pytest_asyncio
from aiohttp import web

from bot.sandbox.running import running_sandbox
from scripts.chromium import Page, chromium_page, find_chromium
from tests.sandbox_page.world import Product, World

CHROMIUM = find_chromium()

# Where there is no Chromium the page is checked by its files alone: nothing is skipped, and the header says so.
collect_ignore = [] if CHROMIUM else ["test_driving.py", "test_keyboard.py", "test_clock.py"]


def pytest_report_header() -> str | None:
    return None if CHROMIUM else "sandbox page: no Chromium found, checked without a browser"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Page]:
    assert CHROMIUM is not None
    async with chromium_page(CHROMIUM) as page:
        yield page


@pytest_asyncio.fixture(loop_scope="session")
async def product() -> AsyncIterator[Product]:
    product = Product()
    app = web.Application()
    app.router.add_route("*", "/sandbox/clock", product.clock)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    product.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield product
    await runner.cleanup()


@pytest_asyncio.fixture(loop_scope="session")
async def world(browser: Page, product: Product) -> AsyncIterator[World]:
    """The page, open on a new sandbox; it must not have shown an error at the end."""
    async with running_sandbox(ratio=1000, product_url=product.url) as sandbox, aiohttp.ClientSession() as http:
        browser.problems.clear()
        await browser.look(1440, 900)
        await browser.open(sandbox.url)
        await browser.wait_for_text("#health", "Product is running")
        yield World(sandbox.url, http, browser, product)
        await browser.open("about:blank")
        assert browser.problems == []
