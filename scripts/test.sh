#!/bin/sh
# Three turns, each of parts side by side that between them keep two processors busy. First the model is trained, beside
# tests that need none. Then Rasa's side, in its own environment, with the table of `care nlu test`, beside the whole
# product as processes and the page in a browser, which mostly wait. The rest last: the last line is the largest part's.
cd "$(dirname "$0")/.." || exit 1

with_model=tests/nlu_client/test_real_server.py
said=$(mktemp) || exit 1
trap 'rm -f "$said"' EXIT

.venv/bin/care train >"$said" 2>&1 &
training=$!
.venv/bin/python -m pytest -q -n 2 --dist worksteal --ignore "$with_model" \
    tests/storage tests/sandbox tests/nlu_client tests/cli tests/scripts
modelless=$?
wait "$training" || { cat "$said"; exit 1; }
[ "$modelless" -eq 0 ] || exit 1

.venv-nlu/bin/python -m pytest -q -c tests/nlu/pytest.ini --confcutdir tests tests/nlu >"$said" 2>&1 &
reading=$!
.venv/bin/python -m pytest -q "$with_model" tests/e2e tests/sandbox_page
whole=$?
wait "$reading"
read=$?
cat "$said"
[ "$whole" -eq 0 ] && [ "$read" -eq 0 ] || exit 1

for seen in storage sandbox nlu_client cli scripts e2e sandbox_page; do
    set -- --ignore "tests/$seen" "$@"
done
.venv/bin/python -m pytest -q -n 3 --dist worksteal "$@"
