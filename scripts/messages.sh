#!/bin/sh
# Brings the catalogues up to date with the visible strings of program and templates.
set -eu

template=$(mktemp)
trap 'rm -f "$template"' EXIT

./scripts/extract.sh "$template" --no-location
for language in de ar; do
    .venv/bin/pybabel --quiet update --input-file "$template" --locale "$language" \
        --output-file "eventhub/translations/$language/LC_MESSAGES/messages.po" \
        --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date
done
