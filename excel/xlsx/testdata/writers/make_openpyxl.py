"""make_openpyxl.py OUT: the seeds as openpyxl writes them (formulas have no cached results)."""
import datetime
import sys
import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.formatting.rule import CellIsRule
from openpyxl.worksheet.datavalidation import DataValidation

out = sys.argv[1]


def progress():
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "9月"
    ws.append(["2018年1-9月主要目标任务完成情况表"])
    ws.merge_cells("A1:H1")
    ws.append(["填报单位：经济发展局", None, None, None, None, None, "单位：万元"])
    ws.append(["序号", "指标名称", "计量单位", "年度目标", "9月", None, "完成率", "备注"])
    ws.append([None, None, None, None, "当月", "累计"])
    for ref in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4", "H3:H4"):
        ws.merge_cells(ref)
    names = ["地区生产总值", "规模以上工业增加值", "其中：高新技术产业", "固定资产投资", "税收收入", "外贸出口"]
    for i, name in enumerate(names):
        r = 5 + i
        ws.append([i + 1, name, "亿元", 100 + i * 7.5, 1.25 * i, 33.3 * i + 0.1, "=F%d/D%d" % (r, r), None])
        ws.cell(r, 7).number_format = "0.00%"
        ws.cell(r, 4).number_format = "#,##0.00"
        if name.startswith("其中"):
            ws.cell(r, 2).alignment = Alignment(indent=2)
    ws["F8"] = "１２３.４５"
    ws["F9"] = "1,234.50"
    ws.row_dimensions[9].hidden = True
    ws.column_dimensions["H"].hidden = True
    ws["A12"], ws["E12"] = "填表人：", "审核人："
    ws["A1"].font = Font(bold=True, size=16)
    ws.conditional_formatting.add("G5:G10", CellIsRule(operator="lessThan", formula=["0.75"], font=Font(color="FF0000")))
    dv = DataValidation(type="list", formula1='"亿元,万元"')
    dv.add("C5:C10")
    ws.add_data_validation(dv)
    ws.freeze_panes = "C5"
    ws.auto_filter.ref = "A4:H10"
    wb.save(out + "/openpyxl-progress.xlsx")


def plan():
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "附件"
    ws["A1"] = "2018-2020年主要目标任务分解表"
    ws.merge_cells("A1:J1")
    ws["A2"], ws["B2"], ws["C2"], ws["D2"], ws["J2"] = "类别", "指标", "单位", "目标值", "责任单位"
    for i, year in enumerate((2018, 2019, 2020)):
        ws.cell(3, 4 + 2 * i, "%d年" % year)
        ws.cell(4, 4 + 2 * i, "确保")
        ws.cell(4, 5 + 2 * i, "力争")
        ws.merge_cells(start_row=3, end_row=3, start_column=4 + 2 * i, end_column=5 + 2 * i)
    for ref in ("A2:A4", "B2:B4", "C2:C4", "D2:I2", "J2:J4", "A5:A7", "A8:A9"):
        ws.merge_cells(ref)
    ws["A5"], ws["A8"] = "经济发展", "民生"
    for r in range(5, 10):
        ws.cell(r, 2, "指标%d" % r)
        ws.cell(r, 3, "%" if r % 2 else "亿元")
        for c in range(4, 10):
            ws.cell(r, c, r * 10 + c if r % 2 else "增长%d%%以上" % c)
        ws.cell(r, 10, "发改局、财政局")
    wb.save(out + "/openpyxl-plan.xlsx")


def values():
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "各种值"
    ws.append([0, 1, -1, 0.1, 1 / 3, 1e-7, 1.5e20, 123456789012345678, 8.699999999999999])
    ws.append([True, False, "#DIV/0!", "#N/A", "=1/0", "=TRUE"])
    ws.append([datetime.date(2018, 9, 30), datetime.datetime(2018, 9, 30, 12, 30), datetime.time(6, 0), datetime.timedelta(hours=36)])
    ws.append([" 两边有空格 ", "换\n行", "制\t表", "a&b<c>d\"e'f", "_x000D_ 转义 _x0041_", "😀𠮷", "　全角空格", "不间断\u00a0空格", ""])
    ws.append(["=SUM(A1:B1)", "=\"文\"&\"字\"", "=A1", "=IF(A1=0,\"\",1)", "'=1+1"])
    ws.append(["110101199003071234", "007", "1,234", "10%", "-", "/", "…", "长" * 500])
    wb.save(out + "/openpyxl-values.xlsx")


def sheets():
    wb = openpyxl.Workbook()
    wb.active.title = "封面"
    wb.active["C5"] = "目标责任书"
    a = wb.create_sheet("长表 (1)")
    for r in range(1, 121):
        a.append([r, "第%d项" % r, r * 1.1, r % 7])
    b = wb.create_sheet("宽表")
    for c in range(1, 121):
        b.cell(2, c, "列%d" % c)
        b.cell(3, c, c / 8)
    b.merge_cells("A1:DP1")
    wb.create_sheet("空表")
    wb.create_sheet("隐藏").sheet_state = "hidden"
    wb["隐藏"]["B2"] = "藏"
    wb.create_sheet("深藏").sheet_state = "veryHidden"
    wb["深藏"]["AB200"] = "远"
    wb.save(out + "/openpyxl-sheets.xlsx")


progress(), plan(), values(), sheets()
