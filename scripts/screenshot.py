"""Take the README's pictures: a conversation seen from both sides, a topic at work, what the coming weeks bring.

It needs a product in sandbox mode (`make run` without a bot token) freshly started with the same settings, a Chromium
and a font with emoji (Debian: chromium, fonts-noto-color-emoji):

    python scripts/screenshot.py [complaint topic preview customer] [--sandbox ADDRESS] [--out FOLDER] [--dark]
"""

from __future__ import annotations

import argparse
import asyncio
import io
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts import scenes
from scripts.chromium import Page, chromium_page, find_chromium


@dataclass(frozen=True)
class Shot:
    """A scene, and what of the page its picture shows; the page's size and the margin in CSS pixels."""

    play: Callable[[scenes.Scene], Awaitable[None]]
    name: str
    size: tuple[int, int]
    part: str | None = None
    margin: int = 0


LAST_TWO = "#staff .log > :nth-last-child(-n + 2)"
SHOTS = {
    "complaint": Shot(scenes.complaint, "sandbox.png", (1440, 860)),
    "topic": Shot(scenes.topic, "topic.png", (1640, 1200), "#staff .chat"),
    "preview": Shot(scenes.preview, "preview.png", (2000, 860), LAST_TWO, 1),
    "customer": Shot(scenes.customer, "customer.png", (1640, 1200), "#staff .chat"),
}
USUAL = ("complaint", "topic", "preview")
COLOURS = 256  # of a palette: a page of text and flat colours looks the same and takes a third of the room


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenes", nargs="*", default=USUAL, metavar="scene", help=f"{', '.join(SHOTS)}, in this order")
    parser.add_argument("--sandbox", default="http://127.0.0.1:8081")
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    parser.add_argument("--dark", action="store_true")
    given = parser.parse_args()
    if strange := set(given.scenes) - set(SHOTS):
        parser.error(f"there is no scene {', '.join(sorted(strange))}")
    program = find_chromium()
    if program is None:
        print("No Chromium was found. Install one (Debian: chromium) and try again.", file=sys.stderr)
        return 1
    given.out.mkdir(parents=True, exist_ok=True)
    async with aiohttp.ClientSession() as http, chromium_page(program) as page:
        await page.look(1440, 860, dark=given.dark)
        await page.open(given.sandbox)
        await page.wait_for_text("#health", "Product is running")
        scene = scenes.Scene(given.sandbox, http, page)
        await scenes.to_working_hours(scene)
        for shot in (SHOTS[name] for name in given.scenes):
            await page.look(*shot.size, dark=given.dark)
            await shot.play(scene)
            await take(page, shot, given.out / shot.name)
    return 0


async def take(page: Page, shot: Shot, out: Path) -> None:
    await page.evaluate("document.activeElement.blur()")
    await page.wait_for("!document.querySelector('.toast')")
    picture = reduced(await page.screenshot(shot.part, shot.margin))
    await asyncio.to_thread(out.write_bytes, picture)
    print(f"{out}: {len(picture) // 1024} KB")


def reduced(png: bytes) -> bytes:
    """Return the picture with a palette."""
    file = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        flat = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        flat.save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
