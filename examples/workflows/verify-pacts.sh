#!/bin/sh
# Verifies the pacts in pacts/ against the Use Cases API, on any machine that runs containers. The exit code is that of
# `use-case-stub verify`: 0 when all pacts agree, 5 when some are broken.
# Usage: USE_CASE_STUB_IMAGE=registry.example/use-case-stub:0.2.0 sh verify-pacts.sh
set -eu
: "${USE_CASE_STUB_IMAGE:?must name the image of use-case-stub}"
exec docker run --rm -v "$PWD/pacts:/pacts:ro" "$USE_CASE_STUB_IMAGE" verify /pacts
