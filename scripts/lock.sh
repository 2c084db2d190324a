#!/bin/sh
# Writes the locked requirements and package-lock.json: versions and checksums, no addresses.
#
# Valid on every Python that pyproject.toml allows and on every machine (uv's universal resolution).
set -eu

compile() {
    output=$1
    shift
    .venv/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --only-binary :all: --no-binary flask-principal --no-annotate \
        --no-config --custom-compile-command "make lock" --output-file "$output" "$@"
}

compile requirements.txt pyproject.toml --group build
compile requirements-dev.txt pyproject.toml --group build --group dev --constraints requirements.txt
compile requirements-node.txt --group node
./scripts/with-node.sh npm update --package-lock-only --omit-lockfile-registry-resolved --silent
