package workflow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/document"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally/draft"
)

// KeptDraft is a draft as it is kept: what was found, and the text that it was found in.
type KeptDraft struct {
	models.DraftInfo
	Draft  draft.Draft  `json:"draft"`
	Source draft.Source `json:"source"`
}

// Drafts makes drafts and keeps them.
type Drafts struct{ *Workflow }

// Make drafts a plan of a document, or of pasted text, and keeps it.
func (d Drafts) Make(ctx context.Context, by models.Actor, name string, data []byte) (KeptDraft, error) {
	var kept KeptDraft
	words, err := draft.New(d.Words)
	if err != nil {
		return kept, err
	}
	r := Drafter{Reader: d.Reader, Words: words}
	kept.Draft, kept.Source, err = r.Draft(ctx, name, data)
	var no *document.Refusal
	if errors.As(err, &no) {
		return kept, &models.Error{Code: models.Invalid, Message: strings.TrimSuffix(no.Message, "。") + "。" + strings.TrimSuffix(no.Expected, "。") + "。"}
	}
	if err != nil {
		return kept, unconverted(err)
	}
	for i := range kept.Source.Blocks { // the draft holds what was read of them
		kept.Source.Blocks[i].Table = nil
	}
	body, err := json.Marshal(kept)
	if err != nil {
		return kept, fmt.Errorf("draft: %w", err)
	}
	kept.DraftInfo, err = d.Store.Drafts.Add(ctx, by, name, kept.Draft.Title, data, body)
	return kept, err
}

// Kept gives a draft that was kept.
func (d Drafts) Kept(ctx context.Context, id string) (KeptDraft, error) {
	info, body, err := d.Store.Drafts.Get(ctx, id)
	if err != nil {
		return KeptDraft{}, err
	}
	var kept KeptDraft
	if err := json.Unmarshal(body, &kept); err != nil {
		return KeptDraft{}, fmt.Errorf("stored draft %s: %w", id, err)
	}
	kept.DraftInfo = info
	return kept, nil
}

// Ticked is what a person took of a draft, by its numbers, with what they changed.
type Ticked struct {
	Targets    []int              `json:"targets"`
	Milestones []int              `json:"milestones"`
	Edits      map[int]TargetEdit `json:"edits"` // of targets, by number
	Lead       string             `json:"lead"`  // who leads the rows for which the document names nobody; "" leaves them open
}

// TargetEdit is what a person changed of a row; "" changes nothing.
type TargetEdit struct {
	Indicator string `json:"indicator"`
	Target    string `json:"target"` // as it is to stand in the cell
	Unit      string `json:"unit"`
	Deadline  string `json:"deadline"`
	Lead      string `json:"lead"`
}

// TickedBook is the breakdown workbook of what was ticked. Nothing ticked, and a number that the draft does not have, are refused.
func TickedBook(kept KeptDraft, t Ticked) ([]byte, error) {
	if len(t.Targets)+len(t.Milestones) == 0 {
		return nil, &models.Error{Code: models.Invalid, Message: "还没有勾选任何一条。请先核对并勾选，再生成分解表。"}
	}
	chosen := kept.Draft
	chosen.Targets, chosen.Milestones = nil, nil
	for _, n := range t.Targets {
		if n < 1 || n > len(kept.Draft.Targets) {
			return nil, noSuchRow(n)
		}
		one := edited(kept.Draft.Targets[n-1], t.Edits[n])
		one.Lead = ledBy(one.Lead, t.Lead)
		chosen.Targets = append(chosen.Targets, one)
	}
	for _, n := range t.Milestones {
		if n < 1 || n > len(kept.Draft.Milestones) {
			return nil, noSuchRow(n)
		}
		one := kept.Draft.Milestones[n-1]
		one.Lead, one.Doubts = ledBy(one.Lead, t.Lead), nil
		chosen.Milestones = append(chosen.Milestones, one)
	}
	return DraftBook(chosen, kept.Name)
}

func noSuchRow(n int) error {
	return &models.Error{Code: models.Invalid, Message: fmt.Sprintf("草稿里没有第 %d 条。", n)}
}

func edited(t draft.Target, e TargetEdit) draft.Target {
	if text := strings.TrimSpace(e.Indicator); text != "" {
		t.Indicator = text
	}
	if text := strings.TrimSpace(e.Target); text != "" && text != t.Cell() {
		t.Written = text
	}
	if text := strings.TrimSpace(e.Unit); text != "" {
		t.Unit = text
	}
	if text := strings.TrimSpace(e.Deadline); text != "" {
		t.Deadline = text
	}
	if text := strings.TrimSpace(e.Lead); text != "" {
		t.Lead = ledBy(nil, text)
	}
	t.Doubts = nil
	return t
}

// ledBy are those named, or else the names in a text.
func ledBy(named []string, text string) []string {
	if len(named) > 0 {
		return named
	}
	return strings.FieldsFunc(strings.TrimSpace(text), func(r rune) bool { return strings.ContainsRune("、，,;；", r) })
}
