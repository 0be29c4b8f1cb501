package cells

import (
	"testing"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally/phrase"
	"github.com/tallysheet/tallysheet/templates"
)

func TestFigureForms(t *testing.T) {
	w, err := phrase.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	h, err := vocabulary.ParseHeadings(templates.Headings())
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader(w, h, &xlsx.Workbook{})
	for _, c := range []struct{ text, unit, want string }{
		{"22,604", "万元", "22604"},
		{"４１０３", "万美元", "4103"},
		{"-1.2", "亿元", "-1.2"},
		{"74.1亿元", "万元", "74.1亿元"},
		{"168.92(亿元)", "万元", "168.92亿元"},
		{"1.2万", "人", "1.2万人"},
		{"10%", "%", "10%"},
		{"10％", "", "10%"},
		{"12.3(4)", "亿元", "12.3 第4"},
		{"12.3(第4位)", "亿元", "12.3 第4"},
		{"7.9%(3)", "%", "7.9% 第3"},
		{"5.6(错月)", "%", "5.6"},
		{"增长8.5%", "", "8.5%"},
		{"同比下降3.2%", "", "-3.2%"},
		{"↓3.2%", "%", "-3.2%"}, {"▼1.6%", "%", "-1.6%"}, {"下降3.2", "%", "-3.2%"}, {"下滑2%", "", "-2%"}, {"回落 0.4", "%", "-0.4%"}, {"(1.6)", "%", "-1.6%"},
		{"(1.6)", "亿元", "unreadable"}, {"下降3.2", "亿元", "unreadable"}, {"持平", "%", "0%"}, {"1.6%↓", "%", "-1.6%"},
		{"▲1.6", "%", "unreadable"}, {"△ 2.4%", "%", "unreadable"}, {"下降-3.2%", "%", "unreadable"},
		{"21.4*", "亿元", "21.4"}, {"3.9②", "亿元", "3.9"}, {"7.4¹", "亿元", "7.4"}, {"12.5(注1)", "亿元", "12.5"}, {"8.6[2]", "亿元", "8.6"}, {"74.1亿元①", "万元", "74.1亿元"},
		{"未开工", "万元", "state"}, {"主体施工至十二层", "万元", "words"}, {"三亿元", "万元", "unreadable"}, {"十五", "个", "unreadable"},
		{"同比增长-8.92%", "%", "-8.92%"},
		{"10亿元1个,20亿元1个", "个", "2 parts"},
		{"已完成", "", "state"},
		{"…", "亿元", "nothing"}, {"/", "", "nothing"}, {"—", "", "nothing"}, {"无", "", "nothing"}, {"－", "", "nothing"}, {"  ", "", "nothing"},
		{"一百六十多", "亿元", "unreadable"},
		{"约21", "亿元", "unreadable"},
		{"22,60", "万元", "unreadable"},
		{"3-5", "个", "unreadable"},
		{"168.92亿元,同比增长7.9%,完成74%", "亿元", "unreadable"},
		{"21家左右", "家", "unreadable"},
		{"1.2.3", "", "unreadable"},
		{"不发生重大安全事故；不发生群体性事件", "", "2 parts"}, // without a digit
		{"外商投资完成率120%×0.5=0.6", "", "unreadable"},
	} {
		f := r.Figure(xlsx.Cell{Kind: xlsx.Text, Value: c.text}, "指标", c.unit)
		got := f.Number.String() + f.Unit
		switch {
		case f.Nothing:
			got = "nothing"
		case f.Why != "":
			got = "unreadable"
		case f.State:
			got = "state"
		case f.Words:
			got = "words"
		case len(f.Parts) == 2:
			got = "2 parts"
		case f.Rank.OK():
			got += " 第" + f.Rank.String()
		}
		if got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.text, c.unit, got, c.want)
		}
	}
}
