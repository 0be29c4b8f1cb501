// make_exceljs.cjs OUT: the seeds as ExcelJS writes them.
const E = require("exceljs");
const out = process.argv[2] + "/exceljs-";

async function progress() {
  const wb = new E.Workbook(), ws = wb.addWorksheet("9月");
  ws.addRow(["2018年1-9月完成情况"]);
  ws.mergeCells("A1:F1");
  ws.addRow(["序号", "指标名称", "单位", "目标", "累计", "完成率"]);
  for (let i = 1; i <= 10; i++) {
    const r = ws.addRow([i, i % 4 ? `指标${i}` : { richText: [{ text: "其中：" }, { font: { bold: true }, text: `重点${i}` }] }, "亿元", i * 12.5, i * 3.3,
      { formula: `E${i + 2}/D${i + 2}`, result: 0.264 }]);
    r.getCell(6).numFmt = "0.00%";
    r.getCell(2).alignment = { indent: i % 3 };
  }
  ws.getRow(5).hidden = true;
  ws.getColumn(3).hidden = true;
  ws.getCell("A14").value = { formula: "SUM(D3:D12)" };
  ws.getCell("B14").value = { sharedFormula: "A14", result: 5 };
  await wb.xlsx.writeFile(out + "progress.xlsx");
}

async function plan() {
  const wb = new E.Workbook(), ws = wb.addWorksheet("分解表");
  ws.getCell("A1").value = "任务分解表";
  ws.mergeCells("A1:G1");
  for (const [ref, text] of [["A2:A3", "类别"], ["B2:B3", "指标"], ["C2:D2", "2018年"], ["E2:F2", "2019年"], ["G2:G3", "责任单位"], ["A4:A6", "经济"], ["A7:A9", "社会"]]) {
    ws.getCell(ref.split(":")[0]).value = text;
    ws.mergeCells(ref);
  }
  for (const ref of ["C3", "E3"]) ws.getCell(ref).value = "确保";
  for (const ref of ["D3", "F3"]) ws.getCell(ref).value = "力争";
  for (let r = 4; r <= 9; r++) {
    ws.getCell(r, 2).value = `指标${r}`;
    for (let c = 3; c <= 6; c++) ws.getCell(r, c).value = r % 2 ? r * c : `${r * c}个以上`;
    ws.getCell(r, 7).value = "各局办";
  }
  await wb.xlsx.writeFile(out + "plan.xlsx");
}

async function values() {
  const wb = new E.Workbook(), ws = wb.addWorksheet("值");
  ws.addRow([0, -1.5, 1e-9, 1e21, 0.30000000000000004, true, false]);
  ws.addRow([{ error: "#N/A" }, { formula: "1/0", result: { error: "#DIV/0!" } }, { formula: "\"a\"", result: "a" }, { formula: "TRUE", result: true }]);
  ws.addRow([new Date(Date.UTC(2018, 8, 30)), " 空 格 ", "换\n行", "a&b<c>", "_x000D_", "😀", ""]);
  ws.getCell("A3").numFmt = "yyyy-mm-dd";
  ws.getCell("A4").value = { text: "链接", hyperlink: "https://example.org/" };
  await wb.xlsx.writeFile(out + "values.xlsx");
}

async function sheets() {
  const wb = new E.Workbook();
  const a = wb.addWorksheet("一"), b = wb.addWorksheet("二"), c = wb.addWorksheet("三");
  for (let r = 1; r <= 60; r++) a.addRow([r, `行${r}`, r / 3, r % 2 ? null : "偶"]);
  b.state = "hidden";
  b.getCell("Z20").value = "远";
  c.state = "veryHidden";
  c.getCell("A1").value = 1;
  await wb.xlsx.writeFile(out + "sheets.xlsx");
}

(async () => { await progress(); await plan(); await values(); await sheets(); })();
