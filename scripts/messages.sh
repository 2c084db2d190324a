#!/bin/sh
# Collects every visible string of program and templates and brings the catalogues up to date with them.
#
# Errors are collected by the name of their class: their sentences are shown translated (eventhub/web/errors.py).
set -eu

catalogue=$(mktemp)
trap 'rm -f "$catalogue"' EXIT

.venv/bin/pybabel --quiet extract --mapping babel.cfg --output "$catalogue" --no-location --sort-output --no-wrap \
    -k lazy_gettext -k _n:1,2 -k EventHubError -k InputError -k NotFoundError -k PermissionDeniedError -k ConflictError \
    -k SolverError --project eventhub eventhub
for language in de ar; do
    file=eventhub/translations/$language/LC_MESSAGES/messages.po
    if [ -e "$file" ]; then
        .venv/bin/pybabel --quiet update --input-file "$catalogue" --output-file "$file" --locale "$language" \
            --no-fuzzy-matching --ignore-obsolete --no-wrap
    else
        mkdir -p "$(dirname "$file")"
        .venv/bin/pybabel --quiet init --input-file "$catalogue" --output-file "$file" --locale "$language" --no-wrap
    fi
done
