package web

import (
	"context"
	"encoding/json"
	"errors"
	"html/template"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// correctionsShown is how many corrections a page lists; the workbook has all (更正表).
const correctionsShown = 100

// pageFuncs are the words that a page may use beside its own fields.
func pageFuncs(say func(string, ...any) string, assets AssetSet, zone *time.Location) template.FuncMap {
	return template.FuncMap{
		"t":          say,
		"asset":      assets.url,
		"joined":     func(names []string) string { return strings.Join(names, "、") },
		"minute":     func(t time.Time) string { return clockText(t, zone, "2006-01-02 15:04") },
		"day":        func(t time.Time) string { return clockText(t, zone, time.DateOnly) },
		"minutes":    func(d time.Duration) int { return int(d.Minutes()) },
		"hours":      func(d time.Duration) int { return int(d.Hours()) },
		"zone":       func(at time.Time) string { return zoneText(zone, at, say) },
		"lasts":      func(d time.Duration) string { return lastsText(d, say) },
		"role":       func(r account.Role) string { return say(r.Chinese()) },
		"scope":      func(sc account.Scope) string { return say(sc.Chinese()) },
		"month":      func(p tally.Round) string { return roundText(p, say) },
		"zhmonth":    tally.Round.Chinese,
		"lightorder": func() []tally.Light { return []tally.Light{tally.Green, tally.Yellow, tally.Red, tally.Grey} },
		"lightword":  func(l tally.Light) string { return say(l.Words()) },
		"reportword": func(r tally.ReportState) string { return say(r.Chinese()) },
		"boardword":  func(r tally.ReportState) string { return say(r.Words()) },
		"stateword":  func(s models.State) string { return say(s.Words()) },
		"span":       func(sp tally.Span, p tally.Round) string { return say(sp.In(p)) },
		"this":       func(p tally.Round) string { return say(p.Kind().This()) },
		"codeword":   func(c tally.Code) string { return say(c.Chinese()) },
		"everies":    func() []int { return []int{0, 1, 2, 3, 4, 6, 12} },
		"classes":    func() []tally.Class { return []tally.Class{tally.ClassB, tally.ClassC, tally.ClassD} },
		"measure":    func(m tally.Measure) string { return say(m.Chinese()) },
		"sentence":   func(ind tally.Indicator, t ...tally.Target) string { return sentence(ind, t, say) },
		"asksabout":  func(q breakdown.PlanQuestion) string { return q.About(say) },
		"asksof":     func(c tally.QuestionCode) string { return say(c.Chinese()) },
		"answerword": func(c tally.QuestionCode, answer string) string { return say(tally.AnswerWord(c, answer)) },
		"originword": func(o tally.Origin) string { return say(o.Chinese()) },
		"betterword": func(b tally.Better) string { return say(b.Chinese()) },
		"betters":    func() []tally.Better { return []tally.Better{tally.Higher, tally.Lower} },
		"measures":   tally.Measures,
		"join":       func(names []string) string { return strings.Join(names, "、") },
		"target":     func(t tally.Target) string { return t.Words(say) },
		"goal":       goalText,
		"curve":      func(c tally.Curve) string { text, _ := c.Text(); return text },
		"plaincurve": func(c tally.Curve) bool { _, ok := c.Text(); return ok },
		"add":        func(a, b int) int { return a + b },
		"auditword":  func(action string) string { return say(models.AuditWord(action)) },
		"percent":    percent,
		"gap":        gapText,
		"width":      barWidth,
		"json":       jsonText,
		"finding":    func(path, query, label string) finding { return finding{path, query, label} },
		"rows": func(rows []*tally.Row, path string, period tally.Round, orders map[string]tally.Order) lightRows {
			return lightRows{rows, path, period, orders}
		},
		"asked":      func(id string, reasons []string) map[string]any { return map[string]any{"ID": id, "Reasons": reasons} },
		"compared":   func(row any, path string) map[string]any { return map[string]any{"Row": row, "Path": path} },
		"headline":   func(c tally.Counts) string { return headline(c, say) },
		"shortlist":  func(all []tally.Correction) []tally.Correction { return all[:min(len(all), correctionsShown)] },
		"notlisted":  func(all []tally.Correction) int { return max(0, len(all)-correctionsShown) },
		"clause":     func(text string) string { return strings.TrimRight(text, "。；;. ") }, // to be followed by what ends it
		"needed":     func(r *tally.Row, period tally.Round) string { return neededText(r, period, say) },
		"worstfirst": func() []tally.Light { return []tally.Light{tally.Red, tally.Yellow, tally.Green, tally.Grey} },
		"greys":      tally.GreyReasons,
		"lightshort": func(l tally.Light) string { return say(l.Chinese()) },
		"chartwords": func() chartWords {
			return chartWords{say("完成率"), say("序时进度"), say("本年累计"), say("目标曲线"), say("当月"), say("去年同期"), say("绿灯"), say("黄灯"), say("红灯"), say("灰灯")}
		},
	}
}

// sentence is how an indicator's target was read, its first where none is given.
func sentence(ind tally.Indicator, t []tally.Target, say func(string, ...any) string) string {
	if len(t) == 0 {
		return ind.SentenceOf(nil, say)
	}
	return ind.SentenceOf(&t[0], say)
}

// lightRows is a list of rows with the address of their month.
type lightRows struct {
	Rows   []*tally.Row
	Path   string
	Period tally.Round
	Orders map[string]tally.Order // by indicator: those that follow a row
}

// lastsText says how long something lasts, in the largest unit that counts it whole: 15 分钟, 8 小时, 90 天.
func lastsText(d time.Duration, say func(string, ...any) string) string {
	switch {
	case d > 0 && d%(24*time.Hour) == 0:
		return say("%d 天", int(d/(24*time.Hour)))
	case d > 0 && d%time.Hour == 0:
		return say("%d 小时", int(d/time.Hour))
	case d%time.Minute == 0:
		return say("%d 分钟", int(d/time.Minute))
	}
	return say("%d 秒", int(d/time.Second))
}

// zoneText names a zone as people call it, by its distance from UTC.
func zoneText(zone *time.Location, at time.Time, say func(string, ...any) string) string {
	switch offset := at.In(zone).Format("-07:00"); offset {
	case "+08:00":
		return say("北京时间（UTC+8）")
	default:
		return "UTC" + offset
	}
}

// chartWords are the words in pictures.
type chartWords struct {
	Completion string `json:"completion"`
	Schedule   string `json:"schedule"`
	Actual     string `json:"actual"`
	Target     string `json:"target"`
	Month      string `json:"month"`
	LastYear   string `json:"last_year"`
	Green      string `json:"green"`
	Yellow     string `json:"yellow"`
	Red        string `json:"red"`
	Grey       string `json:"grey"`
}

// percent shows a share: 0.74094 is 74.09%.
func percent(n exact.Number) string {
	if !n.OK() {
		return ""
	}
	return n.Decimal().Shift(2).Round(2).String() + "%"
}

// goalText is a target as printed, with its unit where a bare number was printed.
func goalText(t tally.Target, unit string) string {
	if _, err := exact.ParseNumber(t.Text); err != nil || t.Text == "" {
		return t.Text
	}
	if t.Unit != "" {
		unit = t.Unit
	}
	if unit == "%" {
		return t.Text + unit
	}
	return strings.TrimSpace(t.Text + " " + unit)
}

// gapText shows a gap with its sign.
func gapText(n exact.Number) string {
	d := n.Decimal().Round(2)
	if d.IsPositive() {
		return "+" + d.String()
	}
	return d.String()
}

// barWidth is the length of a bar: a share in percent, within the bar.
func barWidth(n exact.Number) string {
	d := decimal.Max(decimal.Zero, decimal.Min(n.Decimal().Shift(2), decimal.NewFromInt(100)))
	return d.Round(1).String()
}

func jsonText(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

func clockText(t time.Time, zone *time.Location, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(layout)
}

// ignoreGone drops the error of a reader who went away: there is nobody left to tell.
func ignoreGone(err error) error {
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, context.Canceled) ||
		errors.Is(err, io.ErrClosedPipe) || errors.Is(err, http.ErrHandlerTimeout) {
		return nil
	}
	return err
}

// problemShown is a problem with the page that the person came from, "" for none.
type problemShown struct {
	Problem
	Back  string
	Again *sentForm // the form to be sent once more, where nothing is wrong with it
}

// sentForm is a form that could not be taken now: its person sends it again and has typed nothing in vain.
type sentForm struct {
	Action string
	Fields []sentField
}

type sentField struct {
	Name, Value string
	Words       bool // typed by a person, to be shown to them
}

// sentAgain is the form of a request, nil where there is none to be sent again: what is secret is never shown.
func sentAgain(w http.ResponseWriter, r *http.Request) *sentForm {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.Method != http.MethodPost || kind != "application/x-www-form-urlencoded" {
		return nil
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if r.ParseForm() != nil {
		return nil
	}
	f := &sentForm{Action: r.URL.RequestURI()}
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		if SecretFields[name] {
			return nil
		}
		for _, value := range r.PostForm[name] {
			f.Fields = append(f.Fields, sentField{name, value, strings.ContainsFunc(value, func(c rune) bool { return unicode.Is(unicode.Han, c) })})
		}
	}
	return f
}

// problemPage shows a problem to a person, or sends them where it can be mended.
func (s *Site) problemPage(w http.ResponseWriter, r *http.Request, p Problem) {
	mend := map[Code]string{passwordStale: "/account/password"}[p.Code]
	if mend != "" && r.Header.Get("HX-Request") == "true" {
		w.Header().Set("HX-Redirect", mend)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if mend != "" {
		http.Redirect(w, r, mend, http.StatusSeeOther)
		return
	}
	back := ""
	if from := CameFrom(r); from != nil && from.Path != r.URL.Path && from.Path != "/signin" {
		back = from.RequestURI()
	}
	shown := problemShown{Problem: p, Back: back}
	if expected(p.Status) {
		shown.Again = sentAgain(w, r)
	}
	if err := s.showTo(w, r, p.Status, "problem", p.Title, shown); err != nil {
		s.Log.ErrorContext(r.Context(), "problem page failed", "reference", p.Reference, "error", err.Error())
		http.Error(w, p.Title+" "+p.Reference, p.Status)
	}
}

// onlyGet is where a person wanted to go, the home page for what was not a plain visit.
func onlyGet(r *http.Request) string {
	if r.Method != http.MethodGet {
		return "/"
	}
	return r.URL.RequestURI()
}

// finding is a form that looks for entries of a list that is shown a page at a time.
type finding struct{ Path, Query, Label string }
