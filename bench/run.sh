#!/bin/sh
# run.sh: what it costs to read a department's month of 60 rows, ours beside the libraries that
# people would pick, on the same 40 workbooks. Libraries that are not installed are left out.
#
# SheetJS and ExcelJS come by npm into build/bench; openpyxl must be where python3 finds it.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
dir=$root/build/bench
books=$dir/months
rm -rf "$books"
mkdir -p "$books"
python=${PYTHON:-python3}
"$python" -c "import openpyxl" 2>/dev/null || python=/usr/bin/python3 # Debian puts its modules there

if command -v npm >/dev/null && [ ! -d "$dir/node_modules/exceljs" ]; then
    npm install --silent --no-audit --no-fund --prefix "$dir" xlsx@0.18.5 exceljs@4.4.0 >/dev/null 2>&1 || echo "npm packages could not be installed" >&2
fi

# The Go benchmarks run one at a time on one core, and write the workbooks for the others. Each
# measure is processor time, the best of several rounds: what else the machine does only adds.
export GOMAXPROCS=1
TALLYSHEET_BENCH_DIR=$books go test ./excel/xlsx -run '^$' -bench 'Read60|InflateScan60|Excelize60|WriteMonths|Read100k' -benchtime "${BENCHTIME:-400ms}" -count "${ROUNDS:-7}" >"$dir/go.txt"

{
    awk '
        function best(name,   i) {
            for (i = 2; i < NF; i++) if ($(i+1) == "cpu-ns/op" && (!(name in least) || $i < least[name])) least[name] = $i
        }
        /^BenchmarkRead60/ {best("tallysheet")}
        /^BenchmarkInflateScan60/ {best("inflate+scan")}
        /^BenchmarkExcelize60/ {best("excelize")}
        END {
            print "tallysheet", least["tallysheet"]/1e6
            print "inflate+scan", least["inflate+scan"]/1e6
            print "excelize", least["excelize"]/1e6
        }' "$dir/go.txt"
    if command -v node >/dev/null && [ -d "$dir/node_modules/exceljs" ]; then
        node bench/read.mjs "$dir" "$books" || true
    fi
    if "$python" -c 'import openpyxl' 2>/dev/null; then
        "$python" bench/read.py "$books" || true
    fi
} >"$dir/table.txt"

awk '
    {name[NR] = $1; ms[NR] = $2; if ($1 == "tallysheet") us = $2}
    END {
        printf "%-24s %12s %16s\n", "60 rows, processor time", "ms/workbook", "times tallysheet"
        for (i = 1; i <= NR; i++) {
            printf "%-24s %12.3f %16.2f\n", name[i], ms[i], ms[i]/us
            if (name[i] == "inflate+scan") floor = ms[i]
            else if (name[i] != "tallysheet" && (!best || ms[i] < best)) best = ms[i]
        }
        printf "\ntallysheet is %.2f times inflate+scan and %.1f times faster than the fastest of the others\n", us/floor, best/us
    }' "$dir/table.txt"
awk '/^BenchmarkRead100k/ {if (!ns || $3 < ns) ns = $3; bytes = $5}
    END {printf "100,000 rows of 14 columns: %.2f s, %.0f MB allocated in all\n", ns/1e9, bytes/1e6}' "$dir/go.txt"
