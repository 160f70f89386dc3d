#!/usr/bin/env bash
# Installs Debian's Chromium for the tests of the console, where this runs as root.
set -euo pipefail

if [[ "${1:-}" == --help ]]; then
  echo "scripts/install-chromium.sh   install Chromium by apt-get, as root, unless there is one; never fails"
  exit 0
fi
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" > /dev/null; then exit 0; fi
done
if [[ -n "${CHROMIUM_PATH:-}" ]]; then exit 0; fi
if [[ "$(id -u)" != 0 ]] || ! command -v apt-get > /dev/null; then
  echo 'There is no Chromium, and it cannot be installed from here; the tests that need it will be skipped.' >&2
  exit 0
fi
echo 'Installing Chromium …' >&2
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install --yes --quiet=2 --no-install-recommends chromium > /dev/null; }
# An image's list of packages may be missing or old.
if ! install 2> /dev/null && ! { apt-get update --quiet=2 > /dev/null && install; }; then
  echo 'Chromium could not be installed; the tests that need it will be skipped.' >&2
fi
