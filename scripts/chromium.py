"""A headless Chromium, driven over its own debugging websocket: no driver program, nothing beyond aiohttp."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
    # A mouse that hovers, which a headless browser does not have by itself.
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
)
START_TIMEOUT = 30.0  # seconds; a cold start on a busy machine takes its time
CALL_TIMEOUT = 30.0  # seconds

MODIFIERS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}
KEY_CODES = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowUp": 38, "ArrowDown": 40, "Home": 36, "End": 35, " ": 32}

# Looks again at every change of the page and every 50 ms, since a value of a field or the focus is no change of it.
WAIT_FOR = """new Promise((resolve, reject) => {
  const stop = (finish, value) => { clearInterval(timer); clearTimeout(limit); finish(value); };
  const look = () => { const found = (() => (%s))(); if (found) stop(resolve, true); };
  const timer = setInterval(look, 50);
  const limit = setTimeout(() => stop(reject, new Error("waited in vain")), %d);
  look();
})"""

MIDDLE_OF = """(() => {
  const node = document.querySelector(%s);
  node.scrollIntoViewIfNeeded();
  const box = node.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
})()"""


BOX_OF = """((selector, margin) => {
  const boxes = [...document.querySelectorAll(selector)].map((node) => node.getBoundingClientRect());
  const x = Math.min(...boxes.map(({ left }) => left)) - margin, y = Math.min(...boxes.map(({ top }) => top)) - margin;
  const right = Math.max(...boxes.map(({ right }) => right)), bottom = Math.max(...boxes.map(({ bottom }) => bottom));
  return { x, y, width: right + margin - x, height: bottom + margin - y };
})(%s, %d)"""


class PageError(Exception):
    """A script in the page failed, or what was waited for did not come."""


def find_chromium() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Page:
    """One tab. `problems` are the errors its console has shown."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._serial = count(1)
        self.problems: list[str] = []

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        serial = next(self._serial)
        await self._socket.send_json({"id": serial, "method": method, "params": params})
        while True:
            answer: dict[str, Any] = await self._socket.receive_json(timeout=CALL_TIMEOUT)
            if answer.get("id") == serial:
                break
            self._note(answer)
        if "error" in answer:
            raise PageError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _note(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        if event.get("method") == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.problems.append(details.get("exception", {}).get("description") or details["text"])
        elif event.get("method") == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.problems.append(f"{params['entry']['text']} {params['entry'].get('url', '')}".strip())

    async def look(self, width: int, height: int, *, dark: bool = False) -> None:
        """Set the size of the view in CSS pixels, at two device pixels each, and the colour scheme."""
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=False
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self.call("Emulation.setEmulatedMedia", features=[scheme])

    async def open(self, address: str) -> None:
        await self.call("Page.navigate", url=address)
        await self.wait_for(f"document.readyState === 'complete' && location.href.startsWith({json.dumps(address)})")

    async def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression, as JSON; a promise is awaited."""
        answer = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise PageError(f"{details.get('exception', {}).get('description', details['text'])}\nin: {script}")
        return answer["result"].get("value")

    async def wait_for(self, condition: str, seconds: float = 10) -> None:
        """Raises: PageError: if the JavaScript expression does not become true in time."""
        await self.evaluate(WAIT_FOR % (condition, seconds * 1000))

    async def wait_for_text(self, selector: str, text: str) -> None:
        await self.wait_for(f"document.querySelector({json.dumps(selector)})?.textContent.includes({json.dumps(text)})")

    async def click(self, selector: str) -> None:
        """Click the middle of the first element that matches, with a real mouse event."""
        spot = await self.evaluate(MIDDLE_OF % json.dumps(selector))
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **spot)

    async def write(self, text: str) -> None:
        await self.call("Input.insertText", text=text)

    async def press(self, key: str, *held: str) -> None:
        """Press a key by its name, e.g. `press("n", "Alt")`."""
        code = f"Key{key.upper()}" if len(key) == 1 and key.isalpha() else key
        virtual = KEY_CODES.get(key, ord(key.upper()) if len(key) == 1 else 0)
        common = {"key": key, "code": code, "windowsVirtualKeyCode": virtual}
        common["modifiers"] = sum(MODIFIERS[name] for name in held)
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        typed = {"text": text} if text and not held else {}
        await self.call("Input.dispatchKeyEvent", type="keyDown" if typed else "rawKeyDown", **common, **typed)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    async def screenshot(self, part: str | None = None, margin: int = 0) -> bytes:
        """What the view shows, or what the elements that match `part` take up of it, as PNG."""
        clip = {"clip": {**await self.evaluate(BOX_OF % (json.dumps(part), margin)), "scale": 1}} if part else {}
        picture = await self.call("Page.captureScreenshot", format="png", **clip)
        return base64.b64decode(picture["data"])


@asynccontextmanager
async def chromium_page(program: str) -> AsyncIterator[Page]:
    """A tab in a new browser with an empty profile; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="rapport-page-", ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program,
            *FLAGS,
            f"--user-data-dir={profile}",
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with aiohttp.ClientSession() as http:
                address = await asyncio.wait_for(_tab_address(http, process), START_TIMEOUT)
                async with http.ws_connect(address, max_msg_size=0) as socket:
                    page = Page(socket)
                    for domain in ("Page", "Runtime", "Log"):
                        await page.call(f"{domain}.enable")
                    yield page
        finally:
            process.terminate()
            await process.communicate()


async def _tab_address(http: aiohttp.ClientSession, process: asyncio.subprocess.Process) -> str:
    """Chromium says on stderr where it listens: "DevTools listening on ws://127.0.0.1:41235/devtools/browser/…"."""
    said = ""
    while process.stderr and (line := (await process.stderr.readline()).decode(errors="replace")):
        said += line
        if "DevTools listening on " in line:
            host = line.split("ws://", 1)[1].split("/", 1)[0]
            async with http.get(f"http://{host}/json/list") as answer:
                tabs: list[dict[str, str]] = await answer.json()
            return next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
    raise PageError(f"Chromium ended before it listened:\n{said}")
