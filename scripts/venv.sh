#!/bin/sh
# Makes the virtual environment .venv from the first Python of this machine that is new enough.
set -eu

target=$1

new_enough() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    new_enough "$candidate" || continue
    if ! "$candidate" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        echo "$candidate has no venv module; on Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
    echo "Making $target with $("$candidate" --version) ..."
    rm -rf "$target"
    exec "$candidate" -m venv "$target"
done

echo "No Python 3.11 or newer found (looked for: ${PYTHON:-python3 and python3.11 to python3.14});" \
    "on Debian and Ubuntu: apt-get install python3 python3-venv, or name one: make PYTHON=/path/to/python3" >&2
exit 1
