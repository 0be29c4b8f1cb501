package web

import (
	"net/url"
	"strconv"
)

// Pages is one page of a list that may have thousands of entries: a page of ours stays short enough to be read over a slow line.
type Pages struct {
	Now, Last int // from 1
	Total     int // entries in all pages
	name      string
	query     url.Values // of the whole page, without what a list's page sets
	anchor    string
	Path      string // of the page, where it is also shown within another
}

// Paged cuts the page that a query asks for by a name out of a list; one that is not there is the nearest that is.
func Paged[T any](list []T, query url.Values, name, anchor string, size int) ([]T, Pages) {
	p := Pages{Last: max(1, (len(list)+size-1)/size), Total: len(list), name: name, query: url.Values{}, anchor: anchor}
	for key, values := range query {
		if key != "at" {
			p.query[key] = values
		}
	}
	n, err := strconv.Atoi(query.Get(name))
	if err != nil {
		n = 1
	}
	p.Now = min(max(1, n), p.Last)
	return list[(p.Now-1)*size : min(len(list), p.Now*size)], p
}

// URL is the address of another page of the list.
func (p Pages) URL(n int) string {
	query := url.Values{}
	for key, values := range p.query {
		query[key] = values
	}
	query.Set(p.name, strconv.Itoa(n))
	return p.Path + "?" + query.Encode() + "#" + p.anchor
}

// Before and After are the pages beside this one.
func (p Pages) Before() int { return p.Now - 1 }

// After is the next page, 0 after the last.
func (p Pages) After() int {
	if p.Now == p.Last {
		return 0
	}
	return p.Now + 1
}
