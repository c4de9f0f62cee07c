"""Pictures of our own making, in the form in which the outbox keeps a file."""

import base64
import io

from PIL import Image


def kept(image: Image.Image, name: str) -> dict[str, str]:
    """Return the picture as a PNG, to be sent under this name."""
    file = io.BytesIO()
    image.save(file, "PNG")
    return {"name": name, "base64": base64.b64encode(file.getvalue()).decode("ascii")}
