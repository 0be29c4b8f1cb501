"""read.py DIR: milliseconds a workbook for openpyxl, every cell of every workbook in DIR."""
import io
import pathlib
import sys
import time

import openpyxl

books = [p.read_bytes() for p in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx"))]
for name, read_only in (("openpyxl", False), ("openpyxl(read-only)", True)):
    rows, began = 0, None
    for turn in range(3):
        if turn == 1:
            began = time.perf_counter()
        for book in books:
            wb = openpyxl.load_workbook(io.BytesIO(book), data_only=True, read_only=read_only)
            rows += sum(1 for _ in wb.worksheets[0].iter_rows(values_only=True))
    took = time.perf_counter() - began
    if rows != 3 * 63 * len(books):
        sys.exit(f"{name} read {rows} rows")
    print(name, "%.4f" % (took / 2 / len(books) * 1000))
