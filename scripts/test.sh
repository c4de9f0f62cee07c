#!/bin/sh
# The model, which both sides need; Rasa's side, in its own environment, with the table of `care nlu test`, and at the same
# time the whole product as processes and the page in a browser, which mostly wait; the rest last and side by side, so that
# the last line is the largest part's.
cd "$(dirname "$0")/.." || exit 1

.venv/bin/care train || exit 1
said=$(mktemp) || exit 1
trap 'rm -f "$said"' EXIT
.venv-nlu/bin/python -m pytest -q -c tests/nlu/pytest.ini --confcutdir tests tests/nlu >"$said" 2>&1 &
reading=$!
.venv/bin/python -m pytest -q tests/e2e tests/sandbox_page
whole=$?
wait "$reading"
read=$?
cat "$said"
[ "$whole" -eq 0 ] && [ "$read" -eq 0 ] || exit 1
.venv/bin/python -m pytest -q -n 3 --dist worksteal --ignore tests/e2e --ignore tests/sandbox_page "$@"
