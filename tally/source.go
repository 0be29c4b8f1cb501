package tally

import (
	"time"
)

// Source is where a figure came from: the end of every trace. What it shares with the figures beside it, it tells by methods.
type Source struct {
	*FiledWith
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
	*SourceMore
}

// SourceMore is what few sources have. A Source tells it by methods.
type SourceMore struct {
	Amended  string `json:"amended,omitempty"`  // how the cell was corrected on a page: 12 → 21（网页更正，王五）
	Evidence string `json:"evidence,omitempty"` // files that stand behind it, each with its SHA-256
}

// Amended is how the cell was corrected on a page.
func (s Source) Amended() string { return s.more().Amended }

// Evidence are the files that stand behind the figure.
func (s Source) Evidence() string { return s.more().Evidence }

// With gives the source what few have, if there is any of it.
func (s Source) With(more SourceMore) Source {
	if s.SourceMore = nil; more != (SourceMore{}) {
		own := more // and not more itself, which would be allocated for those too that have nothing
		s.SourceMore = &own
	}
	return s
}

func (s Source) more() SourceMore {
	if s.SourceMore == nil {
		return SourceMore{}
	}
	return *s.SourceMore
}

// FiledWith is the submission that figures came with, shared by all of them and not changed: an edition may hold a million.
type FiledWith struct {
	Submission string    `json:"submission"`
	Version    int       `json:"version"`
	File       string    `json:"file"`
	SHA256     string    `json:"sha256"`
	By         string    `json:"by"`
	At         time.Time `json:"at"`
}

// Submission is the id of the submission.
func (s *Source) Submission() string { return s.filed().Submission }

// Version is that of the submission.
func (s *Source) Version() int { return s.filed().Version }

// File is the name of the file.
func (s *Source) File() string { return s.filed().File }

// SHA256 is that of the file.
func (s *Source) SHA256() string { return s.filed().SHA256 }

// By is who filed it.
func (s *Source) By() string { return s.filed().By }

// At is when it was filed.
func (s *Source) At() time.Time { return s.filed().At }

var notFiled FiledWith

func (s *Source) filed() *FiledWith {
	if s.FiledWith == nil {
		return &notFiled
	}
	return s.FiledWith
}

// Text is the figure as digests are made of it: JSON with the words in the order that they had in the first editions, times in UTC.
func (f *Figure) Text() any { return figureText{f, f.Source.Text()} }

type figureText struct {
	*Figure
	Source any `json:"source"`
}

// Text is the source as digests are made of it.
func (s *Source) Text() any {
	f := s.filed()
	return sourceText{f.Submission, f.Version, f.File, f.SHA256, s.Sheet, s.Cell, s.Amended(), s.Evidence(), f.By, f.At.UTC()}
}

type sourceText struct {
	Submission string    `json:"submission"`
	Version    int       `json:"version"`
	File       string    `json:"file"`
	SHA256     string    `json:"sha256"`
	Sheet      string    `json:"sheet"`
	Cell       string    `json:"cell"`
	Amended    string    `json:"amended,omitempty"`
	Evidence   string    `json:"evidence,omitempty"`
	By         string    `json:"by"`
	At         time.Time `json:"at"`
}
