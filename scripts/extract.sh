#!/bin/sh
# Collects every visible string of program and templates: extract.sh FILE [options of `pybabel extract`]
#
# Errors are collected by the name of their class: their sentences are shown translated (eventhub/web/errors.py).
set -eu

output=$1
shift
.venv/bin/pybabel --quiet extract --mapping babel.cfg --output "$output" --sort-output --no-wrap \
    -k lazy_gettext -k lazy_pgettext:1c,2 -k EventHubError -k InputError -k NotFoundError -k PermissionDeniedError \
    -k ConflictError -k SolverError --project eventhub "$@" eventhub
