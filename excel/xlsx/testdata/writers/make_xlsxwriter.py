"""make_xlsxwriter.py OUT: the seeds as XlsxWriter writes them (formulas have cached results)."""
import datetime
import sys
import xlsxwriter

out = sys.argv[1] + "/xlsxwriter-"


def progress():
    wb = xlsxwriter.Workbook(out + "progress.xlsx")
    wb.set_custom_property("tallysheet.period", "2018-09")
    ws = wb.add_worksheet("9月")
    head = wb.add_format({"bold": True, "align": "center", "border": 1})
    cell, red = wb.add_format({"border": 1}), wb.add_format({"font_color": "red"})
    pct, deep = wb.add_format({"num_format": 10, "border": 1}), wb.add_format({"indent": 3})
    money = wb.add_format({"num_format": '#,##0.00_ ;[Red]-#,##0.00 "万元"'})
    ws.merge_range("A1:G1", "2018年1-9月完成情况", head)
    for c, text in enumerate(["序号", "指标名称", "单位", "目标", "累计", "完成率", "备注"]):
        ws.write(1, c, text, head)
    for i in range(12):
        r = i + 2
        ws.write(r, 0, i + 1, cell)
        if i % 3 == 0:
            ws.write_rich_string(r, 1, "项目", red, "第%d" % i, "（含税）", cell)
        else:
            ws.write(r, 1, "指标%d" % i, deep if i % 3 == 2 else cell)
        ws.write(r, 2, "万元", cell)
        ws.write(r, 3, 1000 * (i + 1), money)
        ws.write(r, 4, 333.33 * (i + 1), money)
        ws.write_formula(r, 5, "=E%d/D%d" % (r + 1, r + 1), pct, 0.33333)
        ws.write_blank(r, 6, None, cell)
    ws.merge_range("A16:C16", "合计", head)
    ws.write_formula("D16", "=SUM(D3:D14)", money, 78000)
    ws.write_array_formula("E16:F16", "{=SUM(E3:F3)}", money, 1)
    ws.write_comment("D3", "批注")
    ws.set_row(6, 15, None, {"hidden": True})
    ws.set_column("C:C", 8, None, {"hidden": True})
    ws.repeat_rows(0, 1)
    wb.close()


def plan():
    wb = xlsxwriter.Workbook(out + "plan.xlsx")
    ws = wb.add_worksheet("附件1")
    mid = wb.add_format({"align": "center", "valign": "vcenter", "text_wrap": True})
    ws.merge_range(0, 0, 0, 7, "任务分解表", mid)
    ws.merge_range(1, 0, 3, 0, "类别", mid)
    ws.merge_range(1, 1, 3, 1, "指标", mid)
    ws.merge_range(1, 2, 1, 7, "目标", mid)
    for y in range(3):
        ws.merge_range(2, 2 + 2 * y, 2, 3 + 2 * y, "%d年" % (2018 + y), mid)
        ws.write(3, 2 + 2 * y, "绝对值\n（亿元）", mid)
        ws.write(3, 3 + 2 * y, "增速\n（%）", mid)
    for g in range(3):
        ws.merge_range(4 + 3 * g, 0, 6 + 3 * g, 0, "第%d组" % g, mid)
        for i in range(3):
            r = 4 + 3 * g + i
            ws.write(r, 1, "指标%d-%d" % (g, i))
            for c in range(6):
                ws.write(r, 2 + c, (r * 7 + c) / 4)
    wb.close()


def values():
    wb = xlsxwriter.Workbook(out + "values.xlsx", {"strings_to_numbers": False})
    ws = wb.add_worksheet("值")
    day = wb.add_format({"num_format": "yyyy\"年\"m\"月\"d\"日\""})
    stamp = wb.add_format({"num_format": 22})
    for c, v in enumerate([0, -0.0, 1e-300, 1.7976931348623157e308, 0.1 + 0.2, 100000000000000000000, 8.7]):
        ws.write_number(0, c, v)
    ws.write_row(1, 0, [True, False])
    ws.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    ws.write_formula(1, 3, "=TRUE", None, True)
    ws.write_formula(1, 4, "=\"\"", None, "")
    ws.write_formula(1, 5, "=\"文字\"", None, "文字")
    ws.write_datetime(2, 0, datetime.datetime(2018, 9, 30), day)
    ws.write_datetime(2, 1, datetime.datetime(2018, 9, 30, 12, 30, 15), stamp)
    ws.write_row(3, 0, [" a ", "换\n行", "回\r车", "a&b<c>", "_x000D_", "\u0007响铃", "😀"])
    ws.write_string(4, 0, "=1+1")
    ws.write_url(5, 0, "https://example.org/?a=1&b=2", None, "链接")
    wb.close()


def sheets():
    wb = xlsxwriter.Workbook(out + "sheets.xlsx")
    a, b, c = wb.add_worksheet("一"), wb.add_worksheet("二 & 三"), wb.add_worksheet("末")
    pct = wb.add_format({"num_format": "0.0%"})
    for r in range(80):
        for k in range(12):
            if (r * k) % 5:
                a.write(r, k, r * k / 16, pct if k % 2 else None)
            else:
                a.write(r, k, "格%d" % (r * k))
    b.hide()
    b.write("AA30", "远处")
    b.write_row(2, 2, ["x"] * 20)
    c.hide()
    c.write("B2", "藏")
    chart = wb.add_chart({"type": "column"})
    chart.add_series({"values": "=一!$A$1:$A$9"})
    a.insert_chart("N2", chart)
    cs = wb.add_chartsheet("图表页")
    other = wb.add_chart({"type": "line"})
    other.add_series({"values": "=一!$B$1:$B$9"})
    cs.set_chart(other)
    wb.close()


progress(), plan(), values(), sheets()
