#!/bin/sh
# Makes sure that Chromium is on this machine, for the browser tests; on Debian and Ubuntu installs it.
set -eu

found() { command -v chromium >/dev/null 2>&1; }

found && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The browser tests need Chromium as 'chromium' on the PATH: install it with this system's package manager" >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo -n"
fi
echo "Installing Chromium for the browser tests ..."
if ! { $as_root apt-get update -qq && $as_root apt-get install -qq -y --no-install-recommends chromium; } >/dev/null 2>&1; then
    echo "Chromium could not be installed; as an administrator: apt-get install chromium" >&2
    exit 1
fi
