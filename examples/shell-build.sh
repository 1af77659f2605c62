#!/bin/sh
# A shell build that records every step. It fails when a step fails, as without telemetry.
set -eu
out=${1:-build-output}
export BUILD_TELEMETRY_BUILD_ID="${BUILD_TELEMETRY_BUILD_ID:-shell-$$}"
mkdir -p "$out"

build-telemetry emit build_started --name shell-build --total-tasks 3

build-telemetry exec --name generate -- sh -c "seq 1 20000 > '$out/numbers.txt'"

# In parallel, into the same log.
build-telemetry exec --name compress -- gzip -kf "$out/numbers.txt" &
compress=$!
build-telemetry exec --name checksum -- sh -c "cksum '$out/numbers.txt' > '$out/checksum.txt'"
wait "$compress"

size=$(wc -c < "$out/numbers.txt.gz")
build-telemetry emit metric --name compressed_size --value "$size" --unit By
build-telemetry emit build_completed --name shell-build
