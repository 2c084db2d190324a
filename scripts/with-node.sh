#!/bin/sh
# Runs a command with Node.js 18 or newer and npm on the PATH.
#
# The machine's own Node.js is taken where it is new enough; otherwise the one that requirements-node.txt
# locks is installed into .venv, so nothing outside this folder changes.
set -eu

venv=.venv
system_certificates=/etc/ssl/certs/ca-certificates.crt

# Networks of administrations often check TLS with an authority of their own, which the machine knows and Node.js does not.
if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -r "$system_certificates" ]; then
    export NODE_EXTRA_CA_CERTS="$system_certificates"
fi

machine_has_node() {
    command -v npm >/dev/null 2>&1 &&
        node -e 'process.exit(parseInt(process.versions.node, 10) >= 18 ? 0 : 1)' >/dev/null 2>&1
}

install_node() {
    echo "No Node.js 18 or newer with npm on the PATH: installing one into $venv ..."
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
        --only-binary :all: -r requirements-node.txt
}

if ! machine_has_node; then
    PATH="$PWD/$venv/bin:$PATH"
    export PATH
    machine_has_node || install_node
fi
exec "$@"
