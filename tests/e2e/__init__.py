"""The whole product, in real processes."""
