// Package jsontext writes the values of an edition as JSON without reflection: the bytes that encoding/json makes of them (WritePlan),
// which digests rest on, or lean, without what is empty and reads back as it was (AppendRow, AppendFigure). text.go writes what
// they are made of.
package jsontext
