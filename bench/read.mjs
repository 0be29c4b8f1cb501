// node read.mjs PACKAGES DIR: milliseconds a workbook for SheetJS and ExcelJS, every cell of every workbook in DIR.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [packages, dir] = process.argv.slice(2);
const require = createRequire(join(packages, "index.js"));
const books = readdirSync(dir).filter((name) => name.endsWith(".xlsx")).map((name) => readFileSync(join(dir, name)));

async function measure(name, read) {
  let rows = 0;
  for (let warm = 0; warm < 2; warm++) for (const book of books) rows += await read(book);
  const rounds = 5;
  const began = performance.now();
  for (let i = 0; i < rounds; i++) for (const book of books) rows += await read(book);
  const took = performance.now() - began;
  if (rows !== 7 * books.length * 63) throw new Error(`${name} read ${rows} rows`);
  console.log(name, (took / rounds / books.length).toFixed(4));
}

const sheetjs = require("xlsx");
await measure("SheetJS", (book) => {
  const wb = sheetjs.read(book, { dense: true });
  return sheetjs.utils.sheet_to_json(wb.Sheets[wb.SheetNames[0]], { header: 1 }).length;
});

const exceljs = require("exceljs");
await measure("ExcelJS", async (book) => {
  const wb = new exceljs.Workbook();
  await wb.xlsx.load(book);
  let rows = 0;
  wb.worksheets[0].eachRow(() => rows++);
  return rows;
});
