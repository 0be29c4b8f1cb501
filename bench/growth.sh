#!/bin/sh
# growth.sh: what a month costs after so many months, and with so many departments. Processor time and the peak of resident memory are
# those of issuing the edition; stored is what the edition adds to an SQLite database; a trace is one cell in a running service; corrected is
# the second edition, after one department has filed again.
# TALLYSHEET_SIZES overrides the series: departments x indicators : months, as 200x60:1,12,36; in 200x60:120each all months have their
# edition, so that the database is that of ten years.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build/bench
export GOGC=175 # collected as the program is, see cmd/tallysheet
go test -c -o build/bench/workflow.test ./workflow
cd workflow # where its test data stand
for size in ${TALLYSHEET_SIZES:-200x60:1,12,36 50x60:12 1000x60:12 5000x60:1 5000x60x4:1 200x60:120each}; do
    TALLYSHEET_GROWTH=$size ../build/bench/workflow.test -test.run 'TestGrowth$' -test.v -test.timeout 3h | grep -vE '^(=== RUN|--- PASS|PASS)'
done
# the service holds itself to so much, see cmd/tallysheet
GOMEMLIMIT=512MiB TALLYSHEET_CROWD=${TALLYSHEET_CROWD:-36} ../build/bench/workflow.test -test.run 'TestCrowd$' -test.v -test.timeout 1h | grep -vE '^(=== RUN|--- PASS|PASS)'
