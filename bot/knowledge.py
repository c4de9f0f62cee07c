"""Knowledge pages kept ready: their embeddings are asked for in the background, and again when the encoder changes."""

import asyncio
import hashlib

import structlog

from nlu.answers import Finder
from nlu.client import NluClient

LOOK_EVERY = 30.0  # seconds between two looks whether the encoder is another
_PROBE = "hello"  # a text whose embedding tells one encoder from another

log = structlog.get_logger()


async def keep_ready(pages: Finder, nlu: NluClient) -> None:
    """Run until cancelled. Until it has succeeded, pages are found by letters alone."""
    ready_with: str | None = None
    while True:
        embedding = (await nlu.read(_PROBE)).embedding
        encoder = hashlib.sha256(embedding).hexdigest() if embedding else None
        if encoder is not None and encoder != ready_with and await pages.ready(encoder):
            ready_with = encoder
            log.info("knowledge pages are ready", action="pages_ready")
        await asyncio.sleep(LOOK_EVERY)
