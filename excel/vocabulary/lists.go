package vocabulary

import (
	"fmt"
	"slices"
	"strings"
)

// List names a short list of words that answers one question. The words stand under lists in templates/headings.yaml, where each list says
// what it is asked; a site's file adds words to it, and they are tried first.
type List string

// The lists, by what they are asked of: headings, columns of figures, rows, remarks, deadlines, figures in words.
const (
	Aims             List = "aims"
	Done             List = "done"
	AimsAndBudgets   List = "aims_and_budgets"
	GrowthAims       List = "growth_aims"
	Growths          List = "growths"
	WithinYear       List = "within_year"
	ThisYear         List = "this_year"
	NextYear         List = "next_year"
	LastYear         List = "last_year"
	BaseYear         List = "base_year"
	OfMonth          List = "of_month"
	OfWeek           List = "of_week"
	Ditto            List = "ditto"
	OfSum            List = "of_sum"
	Times            List = "times"
	NoFigures        List = "no_figures"
	TotalAims        List = "total_aims"
	AsideMissed      List = "aside_missed"
	FigureWords      List = "figure_words"
	DateLabels       List = "date_labels"
	UnitLabels       List = "unit_labels"
	NoteSigns        List = "note_signs"
	NoteBegins       List = "note_begins"
	SubtotalEnds     List = "subtotal_ends"
	OfficeHeads      List = "office_heads"
	GroupCounts      List = "group_counts"
	AsideNames       List = "aside_names"
	BehindFigures    List = "behind_figures"
	TargetGaps       List = "target_gaps"
	NextStepBegins   List = "next_step_begins"
	BehindNames      List = "behind_names"
	InChargeSupports List = "in_charge_supports"
	InChargeLeader   List = "in_charge_leader"
	InChargeLeads    List = "in_charge_leads"
	InChargeCarries  List = "in_charge_carries"
	InChargeAnswers  List = "in_charge_answers"
	RemarkVoid       List = "remark_void"
	RemarkEstimate   List = "remark_estimate"
	RemarkDates      List = "remark_dates"
	RemarkUndated    List = "remark_undated"
	RemarkLate       List = "remark_late"
	RemarkAbove      List = "remark_above"
	RemarkFillers    List = "remark_fillers"
	ComparedWith     List = "compared_with"
	GrowthUp         List = "growth_up"
	GrowthDown       List = "growth_down"
	LegendVerbs      List = "legend_verbs"
	DeadlineOpen     List = "deadline_open"
	DeadlineYear     List = "deadline_year"
	DeadlineSeason   List = "deadline_season"
	DeadlineNext     List = "deadline_next"
	DeadlineThis     List = "deadline_this"
	DeadlineLabels   List = "deadline_labels"
	PersonHeads      List = "person_heads"
	RemarkAhead      List = "remark_ahead"
	RemarkCompares   List = "remark_compares"
	RemarkBasis      List = "remark_basis"
	MonthGrowth      List = "month_growth"
	SumGrowth        List = "sum_growth"
	CaptionRests     List = "caption_rests"
	Attachments      List = "attachments"
	TitleEnds        List = "title_ends"
	SumWords         List = "sum_words"
	CeilingHeads     List = "ceiling_heads"
	RankHeads        List = "rank_heads"
	CameIn           List = "came_in"
	DoneWords        List = "done_words"
	WordyHeads       List = "wordy_heads"
	WholeYear        List = "whole_year"
	Level            List = "level"
	SamePeriod       List = "same_period"
	InChargeTails    List = "in_charge_tails"
	Adjusted         List = "adjusted"
	BehindDepartment List = "behind_departments"
	NoBureauBehind   List = "no_bureau_behind"
	JoinsBureaus     List = "joins_bureaus"
	BeforeReceiver   List = "before_receiver"
	AreaPieces       List = "area_pieces"
	UnitEnds         List = "unit_ends"
	ArrivesIn        List = "arrives_in"
	ShortOffices     List = "short_offices"
	CountedNames     List = "counted_names"
	RatesPerMany     List = "rates_per_many"
	MoneyEnds        List = "money_ends"
	YearsShare       List = "years_share"
	CaptionOffices   List = "caption_offices"
	ContentsHeads    List = "contents_heads"
	SignedBehind     List = "signed_behind"
	CountedPerMoney  List = "counted_per_money"
	OpAtMostSigns    List = "op_at_most"
	OpAtLeastSigns   List = "op_at_least"
	OpLessSigns      List = "op_less"
	OpMoreSigns      List = "op_more"
	OpEqualSigns     List = "op_equal"
	FilerEnds        List = "filer_ends"
	OtherOffices     List = "other_offices"
	BareDateLabels   List = "bare_date_labels"
	OtherDates       List = "other_dates"
	Happened         List = "happened"
	ActualKinds      List = "actual_kinds"
	RateEnds         List = "rate_ends"
	OfOneMonth       List = "of_one_month"
	OfQuarter        List = "of_quarter"
	DescribingEnds   List = "describing_ends"
	AimTitles        List = "aim_titles"
	NoAimTitles      List = "no_aim_titles"
	AimRows          List = "aim_rows"
	BaseNouns        List = "base_nouns"
	NameEnds         List = "name_ends"
	ToldIn           List = "told_in"
	AreaNames        List = "area_names"
	LengthNames      List = "length_names"
	MoneyNames       List = "money_names"
	FilingDates      List = "filing_dates"
	TitleTails       List = "title_tails"
	PlaceSigns       List = "place_signs"
	NameJoins        List = "name_joins"
	Deeds            List = "deeds"
	MonthEnds        List = "month_ends"
	YearEnds         List = "year_ends"
	RunsUpTo         List = "runs_up_to"
	StockHeads       List = "stock_heads"
	NowHeads         List = "now_heads"
	Movements        List = "movements"
	PaceWords        List = "pace_words"
	MovementEnds     List = "movement_ends"
)

// Lists are all of them.
func Lists() []List {
	return []List{Aims, Done, AimsAndBudgets, GrowthAims, Growths, WithinYear, ThisYear, NextYear, LastYear, BaseYear, OfMonth, OfSum, Times, NoFigures, TotalAims, AsideMissed,
		FigureWords, DateLabels, UnitLabels, NoteSigns, NoteBegins, SubtotalEnds, OfficeHeads, GroupCounts, AsideNames, BehindFigures, TargetGaps, NextStepBegins, BehindNames, InChargeSupports, InChargeLeader, InChargeLeads,
		InChargeCarries, InChargeAnswers, RemarkVoid, RemarkEstimate,
		RemarkDates, RemarkUndated, RemarkLate, RemarkAbove, RemarkFillers, ComparedWith, GrowthUp, GrowthDown, LegendVerbs, DeadlineOpen, DeadlineYear,
		DeadlineSeason, DeadlineNext, DeadlineThis,
		DeadlineLabels, PersonHeads, RemarkAhead, RemarkCompares, RemarkBasis, MonthGrowth, SumGrowth, CaptionRests, Attachments, TitleEnds, SumWords, CeilingHeads, RankHeads, CameIn, DoneWords,
		WordyHeads, WholeYear, Level, SamePeriod, InChargeTails, Adjusted, BehindDepartment, NoBureauBehind, JoinsBureaus, BeforeReceiver, AreaPieces, UnitEnds, ArrivesIn, ShortOffices, CountedNames, RatesPerMany, MoneyEnds, YearsShare, CaptionOffices, ContentsHeads, SignedBehind, CountedPerMoney, OpAtMostSigns, OpAtLeastSigns, OpLessSigns, OpMoreSigns, OpEqualSigns,
		FilerEnds, OtherOffices, BareDateLabels, OtherDates, OfWeek, Ditto, Happened, ActualKinds, RateEnds, DescribingEnds, OfOneMonth, OfQuarter, AimTitles, NoAimTitles, AimRows, BaseNouns, NameEnds, ToldIn,
		TitleTails, PlaceSigns, NameJoins, Deeds, FilingDates, AreaNames, LengthNames, MoneyNames, MonthEnds, YearEnds, RunsUpTo, StockHeads, NowHeads, Movements, PaceWords,
		MovementEnds}
}

// layLists lays the lists of a layer before those that are there.
func (h *Headings) layLists(lists map[List][]string) error {
	for name, words := range lists {
		if !slices.Contains(Lists(), name) {
			return fmt.Errorf("list %q is not known", name)
		}
		folded := make([]string, 0, len(words)+len(h.lists[name]))
		for _, w := range words {
			folded = append(folded, HeadingForm(w))
		}
		h.lists[name] = append(folded, h.lists[name]...)
	}
	h.signs = h.signs[:0]
	for _, w := range h.lists[GrowthUp] {
		h.signs = append(h.signs, Sign{Word: w})
	}
	for _, w := range h.lists[GrowthDown] {
		h.signs = append(h.signs, Sign{Word: w, Down: true})
	}
	slices.SortStableFunc(h.signs, func(a, b Sign) int { return len(b.Word) - len(a.Word) })
	return nil
}

// Listed are the words of a list, the site's own first.
func (h *Headings) Listed(l List) []string { return h.lists[l] }

// Has reports a text that holds a word of the list.
func (h *Headings) Has(l List, text string) bool { return ContainsAny(text, h.lists[l]) }

// Is reports a text that is a word of the list.
func (h *Headings) Is(l List, text string) bool { return slices.Contains(h.lists[l], text) }

// Begins reports a text that begins with a word of the list.
func (h *Headings) Begins(l List, text string) bool {
	return slices.ContainsFunc(h.lists[l], func(w string) bool { return strings.HasPrefix(text, w) })
}

// Ends reports a text that ends with a word of the list.
func (h *Headings) Ends(l List, text string) bool {
	return slices.ContainsFunc(h.lists[l], func(w string) bool { return strings.HasSuffix(text, w) })
}

// Sign is a word before a growth that says which way it goes.
type Sign struct {
	Word string
	Down bool
}

// Signs are the words before a growth, the longer ones first.
func (h *Headings) Signs() []Sign { return h.signs }
