#!/bin/sh
# The model, which both sides need; Rasa's side, in its own environment, with the table of `care nlu test`; the whole
# product as processes and the page in a browser; the rest last and side by side, because most of it waits, so that the
# last line is the largest part's.
cd "$(dirname "$0")/.." || exit 1

.venv/bin/care train || exit 1
.venv-nlu/bin/python -m pytest -q -c tests/nlu/pytest.ini --confcutdir tests tests/nlu || exit 1
.venv/bin/python -m pytest -q tests/e2e tests/sandbox_page || exit 1
exec .venv/bin/python -m pytest -q -n 3 --dist worksteal --ignore tests/e2e --ignore tests/sandbox_page "$@"
