package templates

import (
	"embed"
	"io/fs"
)

// The assets folder is filled by `make assets`; a build without it still compiles, and the server says so.
//
//go:embed pages static all:assets
var files embed.FS

// Pages are the html/template sources and english.yaml, the English of every Chinese text in them.
func Pages() fs.FS { return sub("pages") }

// Static are our own scripts and styles.
func Static() fs.FS { return sub("static") }

// Assets are the packages that the pages stand on, copied from npm at build time; empty but for .gitkeep where
// `make assets` was not run.
func Assets() fs.FS { return sub("assets") }

func sub(dir string) fs.FS {
	f, err := fs.Sub(files, dir)
	if err != nil {
		panic(err) // a constant name, checked by the compiler's embed
	}
	return f
}
