// node read.mjs PACKAGES DIR: milliseconds of processor time a workbook for SheetJS and ExcelJS, every cell of every workbook in DIR.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [packages, dir] = process.argv.slice(2);
const require = createRequire(join(packages, "index.js"));
const books = readdirSync(dir).filter((name) => name.endsWith(".xlsx")).map((name) => readFileSync(join(dir, name)));

async function measure(name, read) {
  let best = Infinity;
  for (let round = 0; round < 9; round++) {
    let rows = 0;
    const began = process.cpuUsage();
    for (const book of books) rows += await read(book);
    const took = process.cpuUsage(began);
    best = Math.min(best, (took.user + took.system) / 1000);
    if (rows !== 63 * books.length) throw new Error(`${name} read ${rows} rows`);
  }
  console.log(name, (best / books.length).toFixed(4));
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
