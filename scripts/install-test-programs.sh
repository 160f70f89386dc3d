#!/usr/bin/env bash
# Installs Debian's Chromium, PgBouncer, nginx and HAProxy for the tests that need them, where this runs as root.
set -euo pipefail

if [[ "${1:-}" == --help ]]; then
  echo "scripts/install-test-programs.sh   install what is missing of Chromium, PgBouncer, nginx and HAProxy by apt-get, as root; never fails"
  exit 0
fi
PATH="$PATH:/usr/sbin"
has() { command -v "$1" > /dev/null; }
missing=()
has chromium || has chromium-browser || has google-chrome || [[ -n "${CHROMIUM_PATH:-}" ]] || missing+=(chromium)
has pgbouncer || missing+=(pgbouncer)
has nginx || missing+=(nginx-light)
has haproxy || missing+=(haproxy)
if [[ ${#missing[@]} == 0 ]]; then exit 0; fi
if [[ "$(id -u)" != 0 ]] || ! has apt-get; then
  echo "Missing and not to be installed from here: ${missing[*]}. The tests that need them will be skipped." >&2
  exit 0
fi
echo "Installing ${missing[*]} …" >&2
# The packages of servers would start them.
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
install() { apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}" > /dev/null; }
# An image's list of packages may be missing or old.
if ! install 2> /dev/null && ! { apt-get update --quiet=2 > /dev/null && install; }; then
  echo "Could not be installed: ${missing[*]}. The tests that need them will be skipped." >&2
fi
