#!/bin/sh
# Rasa's side first, in its own environment, and the rest last, so that the last line is the whole's.
cd "$(dirname "$0")/.." || exit 1

if [ -d tests/nlu ]; then
    .venv-nlu/bin/python -m pytest -q -c tests/pytest-nlu.ini tests/nlu || exit 1
fi
exec .venv/bin/python -m pytest -q "$@"
