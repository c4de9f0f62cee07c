from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from nlu.answers.scoring import Message

Write = Callable[..., Path]

PAGE = """---
title: {title}
owner: shop manager
review_by: {review_by}
{flags}questions:
{questions}
keywords: [{keywords}]
---
{answer}
"""


class FakeEncoder:
    """Means the same by two texts with the same topic word; counts what it is asked."""

    topics = ("park", "car", "open", "hour", "return", "money", "पार्क", "停")
    """"car" and "park" mean the same, though they share no letters."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_up = True

    async def __call__(self, text: str) -> bytes:
        self.asked.append(text)
        return self.of(text) if self.is_up else b""

    def of(self, text: str) -> bytes:
        seed = int.from_bytes(sha256(text.encode()).digest()[:4], "big")
        numbers = np.random.default_rng(seed).normal(0, 0.02, 8)
        for at, topic in enumerate(self.topics):
            if topic in text.lower():
                numbers[0 if topic in ("park", "car") else at] += 1
        return bytes((numbers / np.linalg.norm(numbers)).astype("<f2").tobytes())


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return tmp_path / "knowledge"


@pytest.fixture
def company(shipped: Path) -> Path:
    return shipped / "company"


@pytest.fixture
def write() -> Write:
    def written(  # noqa: PLR0913 - each has a default
        folder: Path,
        name: str,
        *asked: str,
        title: str = "Parking",
        keywords: str = "",
        answer: str = "Behind the shop.",
        review_by: str = "2027-05-31",
        flags: str = "",
    ) -> Path:
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        questions = "\n".join(f'  - "{text}"' for text in asked or ["Where can I park?"])
        words = {"title": title, "review_by": review_by, "flags": flags, "keywords": keywords, "answer": answer}
        path.write_text(PAGE.format(questions=questions, **words), encoding="utf-8")
        return path

    return written


@pytest.fixture
def three(write: Write, shipped: Path) -> Path:
    """Three English pages, samples."""
    sample = "sample: true\n"
    write(shipped, "en/parking", "Where can I park?", "Is there a parking lot?", keywords="parking", flags=sample)
    hours = ("When are you open?", "What are your opening hours?")
    write(shipped, "en/opening-hours", *hours, title="Opening hours", keywords="open, hours", flags=sample)
    returns = ("Can I return something?", "How do I get my money back?")
    write(shipped, "en/returns", *returns, title="Returns", keywords="return, refund", flags=sample)
    return shipped


@pytest.fixture
def validation() -> list[Message]:
    asked = [
        ("may I park near you", "parking"),
        ("somewhere to leave my car", "parking"),
        ("a car needs room", "parking"),
        ("room for two cars", "parking"),
        ("are you open at ten", "opening-hours"),
        ("hours please", "opening-hours"),
        ("I want to return a kettle", "returns"),
        ("give me my money", "returns"),
        ("do you sell stamps", None),
        ("who is your boss", None),
        ("what is the wifi password", None),
    ]
    return [Message(text, "en", page) for text, page in asked]
