#!/bin/sh
# Looks for a Python 3.11 or newer that really starts (a pyenv shim may exist and fail) and lets it set up the rest.
cd "$(dirname "$0")/.." || exit 1

seen=
for name in python3.13 python3.12 python3.11 python3; do
    command -v "$name" >/dev/null 2>&1 || continue
    version=$("$name" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || continue
    if ! "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        seen="$seen Python $version ($name) is too old."
    elif ! "$name" -c 'import venv, ensurepip' 2>/dev/null; then
        seen="$seen Python $version ($name) has no venv; on Debian and Ubuntu: sudo apt install python3-venv."
    else
        exec "$name" -m scripts.setup "$@"
    fi
done
echo "Rapport needs Python 3.11 or newer.${seen:- None was found.} Install one, for example from python.org or with pyenv." >&2
exit 1
