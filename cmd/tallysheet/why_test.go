package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestCheckWhy asks the command why a workbook was read so: sheets left out, a heading that no word knows, a column that a rule makes the
// names, a group, a part, a total, and units from four places.
func TestCheckWhy(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	defer f.Close()
	rows := [][]any{
		{"某局2018年1-9月完成情况表"},
		{"单位:万元"},
		{"特别的表头", "责任单位", "年度目标", "1-9月累计完成", "甲乙丙"},
		{"一、重点"},
		{"税收收入", "财政局", 21, 16.9, 1},
		{"其中:增值税(亿元)", "财政局", 12, 9, 2},
		{"出口增速", "商务局", 5, "3.1%", 3},
		{"合计", "", 33, 25.9, 6},
		{"填表人:张三"},
	}
	for i, r := range rows {
		for k, v := range r {
			at, err := excelize.CoordinatesToCellName(k+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellValue("Sheet1", at, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := f.NewSheet("藏"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellValue("藏", "A1", "x"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetSheetVisible("藏", false); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "九月.xlsx")
	if err := f.SaveAs(name); err != nil {
		t.Fatal(err)
	}
	said := run(t, 0, "check", name, "--why")
	for _, want := range []string{
		"工作表“藏”：隐藏的，不读",
		"工作表“Sheet1”：读，有1张表，整本按“进展报表”读",
		"表头第3—3行",
		"标题“某局2018年1-9月完成情况表”",
		"全表单位“万元”",
		"A列“特别的表头”：“指标名称”（“特别的表头”词表里没有；为每一行找名称列，由没有认出改作“指标名称”）",
		"C列“年度目标”：“目标值”（“年度目标”里的词“年度目标”在词表的“目标值”之下）",
		"D列“1-9月累计完成”：“本年累计”（“1-9月累计完成”里的词“累计完成”在词表的“本年累计”之下）",
		"E列“甲乙丙”：没有认出（“甲乙丙”词表里没有）",
		"第4行：只有名称，是分组“重点”",
		"第6行：指标“增值税”，是“税收收入”的其中项，在“重点”之下",
		"第8行：合计行“合计”，不作为指标",
		"第9行：表尾“填表人:张三”",
		"Sheet1!A5 “税收收入”：万元，来自表角的“单位：”",
		"Sheet1!A6 “增值税”：亿元，来自名称后的括号",
		"Sheet1!A7 “出口增速”：%，来自指标名称：增速、占比按百分比",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%s is not said", want)
		}
	}
	if t.Failed() {
		t.Log(said)
	}
	if plain := run(t, 0, "check", name); strings.Contains(plain, "【") {
		t.Error("said without being asked")
	}
}

// TestTargetWhy asks the command why a phrase was read so, and what a clause takes from its sentence.
func TestTargetWhy(t *testing.T) {
	t.Parallel()
	said := run(t, 0, "target", "新引进亿元以上项目20个以上,总投资额超30亿元", "--why")
	for _, want := range []string{
		"“20个以上”是目标值：后面跟着“以上”", "“亿元以上”是门槛：", "其次可能是对象的规模", "确保高于30亿元",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("no %s in\n%s", want, said)
		}
	}
	said = run(t, 0, "target", "9个安置小区全部交付", "--why")
	if want := "不作目标值：“9个”是对象的总数"; !strings.Contains(said, want) {
		t.Errorf("no %s in\n%s", want, said)
	}
	said = run(t, 0, "target", "高新技术企业3家", "--context", "力争每年新认定工程技术研究中心3个,", "--json")
	if want := `"stretch": "3"`; !strings.Contains(said, want) {
		t.Errorf("no %s in\n%s", want, said)
	}
}
