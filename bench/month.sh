#!/bin/sh
# month.sh: the whole month of 200 departments × 60 indicators, reading, checking, storing and issuing the edition, beside the
# office's own script where there is one (../shared/bench: it reads and writes, stores nothing and checks next to nothing), and
# beside the limit that no program goes below: inflate, look at every byte, sync each file.
set -eu
cd "$(dirname "$0")/.."
dir=build/bench/month-2
mkdir -p build/bench
python=python3
"$python" -c 'import openpyxl, xlsxwriter' 2>/dev/null || python=/usr/bin/python3
other=
if [ -f ../shared/bench/make_month.py ] && "$python" -c 'import openpyxl, xlsxwriter' 2>/dev/null; then
    sed 's/部门{d:03d}"/部门{d:03d}局"/' ../shared/bench/make_month.py >build/bench/make_month.py # as departments are called: else the plan asks which they are
    [ -d "$dir" ] || "$python" build/bench/make_month.py 200 60 "$dir" >/dev/null
    other=$("$python" -c 'import re, resource, subprocess, sys
said = subprocess.run(sys.argv[1:], check=True, capture_output=True, text=True).stdout
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(re.search(r"total ([0-9.]+)s", said).group(1), used.ru_utime + used.ru_stime)' "$python" ../shared/bench/merge.py "$dir/2018-09" build/bench/merged.xlsx)
    TALLYSHEET_MONTH=$(pwd)/$dir
    export TALLYSHEET_MONTH
fi
export GOGC=175 # collected as the program is, see cmd/tallysheet
go test -run '^$' -bench 'Month' -benchtime "${BENCHTIME:-5x}" ./workflow | awk -v other="$other" '
    /^BenchmarkMonthLimit/ { limit = $3 / 1e9 }
    /^BenchmarkMonth-|^BenchmarkMonth / { ours = $3 / 1e9; for (i = 5; i < NF; i += 2) part[$(i + 1)] = $i }
    END {
        printf "%-44s %8s\n", "200 departments × 60 indicators", "seconds"
        printf "%-44s %8.2f   filing %.2f, edition %.2f; processor %.2f\n", "tallysheet: read, check, store, consolidate", ours, part["s/filing"], part["s/edition"], part["s/processor"]
        if (split(other, theirs, " ") == 2) printf "%-44s %8.2f   %.1f times ours; processor %.2f, %.1f times ours\n", "merge.py: read, merge", theirs[1], theirs[1] / ours, theirs[2], theirs[2] / part["s/processor"]
        printf "%-44s %8.2f   ours is %.1f times that\n", "limit: inflate, scan, sync", limit, ours / limit
    }'
