"""Judges a model on the held-out texts, each question beside a baseline to beat. `nlu.evaluate` is the command."""
