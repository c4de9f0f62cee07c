from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A line of the doctor's. Without a remedy all is well."""

    about: str
    what: str
    remedy: str | None = None

    @property
    def fine(self) -> bool:
        return self.remedy is None

    def __str__(self) -> str:
        return f"✓ {self.about}: {self.what}" if self.fine else f"✗ {self.about}: {self.what}. {self.remedy}"
