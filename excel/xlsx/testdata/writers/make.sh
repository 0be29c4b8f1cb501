#!/bin/sh
# make.sh: write the seed workbooks to ../seeds. NODE_PATH must lead to the npm package exceljs.
set -eu
cd "$(dirname "$0")"
out=../seeds
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 make_openpyxl.py "$out"
python3 make_xlsxwriter.py "$out"
node make_exceljs.cjs "$out"
cc -o "$work/make" make_libxlsxwriter.c -lxlsxwriter
"$work/make" "$out"
for f in progress plan values sheets; do
    cp "$out/openpyxl-$f.xlsx" "$work/libreoffice-$f.xlsx"
    soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to xlsx --outdir "$work/out" "$work/libreoffice-$f.xlsx" >/dev/null
    cp "$work/out/libreoffice-$f.xlsx" "$out/"
done
