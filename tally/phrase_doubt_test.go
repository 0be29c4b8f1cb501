package tally

import "testing"

// TestPhraseDoubt: what leaves a reader in doubt gives no number, and its neighbours, which do not, give one.
func TestPhraseDoubt(t *testing.T) {
	w := shippedWords(t)
	for _, test := range []struct{ text, op, floor, unit string }{
		{"散煤基本清零", "", "", ""},
		{"散煤全面清零", "=", "0", ""},
		{"启动西侧400亩地块征地拆迁工作", "", "", ""},
		{"完成西侧400亩地块征地拆迁工作", ">=", "400", "亩"},
		{"实现零就业家庭至少一人就业", "", "", ""},
		{"每户至少一人就业", ">=", "1", "人"},
		{"确保5个安置点群众搬得出、稳得住", "", "", ""},
		{"确保5个安置点建成投用", ">=", "5", "个"},
		{"≤1次/季度", "<=", "1", "次/季度"},
		{"不少于2次/学期", ">=", "2", "次/学期"},
		{"人均生活用水量75L/d", ">=", "75", "L/d"},
		{"确保年产5万台整车项目6月底前试生产", "", "", ""},
		{"完成年产5万台整车", ">=", "5", "万台"},
		{"水质优良比例达到100%,消除劣Ⅴ类断面", "", "", ""},
		{"企业开办1个工作日内办结", "<=", "1", "个工作日"},
		{"1500元/年", ">=", "1500", "元/年"},
	} {
		p := w.Phrase(test.text, Hint{})
		if string(p.Op) != test.op || p.Floor.String() != test.floor || p.Unit != test.unit {
			t.Errorf("%s: got %s", test.text, show(p))
		}
	}
}
