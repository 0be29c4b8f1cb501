# Two commands do all the set-up on a fresh machine: make demo, make test.
# Go, Node and make must be there; as root on Debian, make test installs what else it needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
export CGO_ENABLED := 0
VERSION := $(shell git describe --always --dirty 2>/dev/null || echo unknown)
BIN := bin/tallysheet
GO_FILES := $(shell find cmd document excel handlers internal jobs models samples tally templates workflow -name '*.go' -o -name '*.sql' -o -name '*.yaml' -o -name '*.html' -o -name '*.css' -o -name '*.js' 2>/dev/null)
ASSETS := templates/assets/NOTICES.txt

.PHONY: help demo build pictures test test-mysql97 race vuln lint gold bench fuzz assets clean
help: ## say what there is
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: build ## the sample month from end to end, then the web page until Ctrl-C (DEMO=--once stops after the files)
	$(BIN) demo --dir demo $(DEMO)

build: $(BIN) ## build bin/tallysheet, static
$(BIN): $(GO_FILES) $(ASSETS) go.mod go.sum
	go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o $@ ./cmd/tallysheet

assets: $(ASSETS) ## the scripts and styles of the pages, from npm at their locked versions
$(ASSETS): package.json package-lock.json scripts/assets.mjs
	npm ci --ignore-scripts --no-audit --no-fund
	node scripts/assets.mjs

test: $(ASSETS) ## the whole suite, with SQLite and MariaDB/MySQL side by side, and the pages in a browser
	scripts/need.sh mysql office browser trace
	go vet ./...
	go test -shuffle=on -timeout 20m ./...

race: $(ASSETS) ## whatever works side by side, under the race detector; needs a C compiler
	CGO_ENABLED=1 go test -race -timeout 20m ./workflow ./excel ./excel/edition ./handlers ./jobs ./models ./tally/... ./internal/...

test-mysql97: $(ASSETS) ## the store, the clock and the pages on a real MySQL from Debian's unstable suite, with both isolation levels
	scripts/mysql97.sh go test -timeout 90m ./models/... ./jobs ./workflow ./handlers ./cmd/tallysheet
	TALLYSHEET_MYSQL_OPTIONS=--transaction-isolation=READ-COMMITTED scripts/mysql97.sh go test -timeout 90m ./models ./jobs

CLUSTER := go test -tags cluster -count=1 -timeout 15m -v ./test/cluster
cluster-test: ## three Galera nodes and three service processes, killed, stopped and set wrong: the figures are printed
	scripts/need.sh cluster
	$(CLUSTER)

cluster-selftest: ## the same tests on a program whose claim is broken on purpose: they must fail
	scripts/need.sh cluster mysql
	out=$$(TALLYSHEET_CLUSTER_TAGS=brokenclaim $(CLUSTER) -run TestCluster/forty 2>&1 || true); \
	  echo "$$out" | tail -15; grep -q 'was published [2-9]' <<<"$$out"
	out=$$(go test -tags brokenclaim -count=1 -run 'ConsolidateOnce$$' ./jobs 2>&1 || true); \
	  echo "$$out" | tail -15; grep -q 'TestKilledProcessesConsolidateOnce' <<<"$$out"; grep -q 'TestReplicasConsolidateOnce' <<<"$$out"

PICTURES := faults overview lights
pictures: $(ASSETS) ## the ten pages that are used most into build/pictures, and the heads that the README shows into docs/pictures
	scripts/need.sh browser
	go test -count=1 -run 'TestPicturesOfThePages$$' ./handlers
	mkdir -p docs/pictures
	for p in $(PICTURES); do cp build/pictures/$$p-head.png docs/pictures/$$p.png; done

load: $(ASSETS) ## 200 departments file at once from 200 clients, on SQLite and MySQL: p99, memory, none lost
	scripts/need.sh mysql
	go test -tags load -count=1 -timeout 15m -v ./test/load

vuln: ## known holes in what is linked in; where vuln.go.dev cannot be asked, the modules with their dates
	go run golang.org/x/vuln/cmd/govulncheck@latest ./cmd/tallysheet || go list -deps -f '{{with .Module}}{{.Path}} {{.Version}} {{with .Time}}{{.Format "2006-01-02"}}{{end}}{{end}}' ./cmd/tallysheet | sort -u

lint: ## the walls and the house's rules
	go tool -modfile=tools/go.mod golangci-lint run ./...

gold: ## the score of the phrase reader on the gold sets
	go test -count=1 -run 'TestGold' -v ./tally/phrase | grep -E 'gold|right|FAIL|ok' || exit 1

bench: ## what a reading costs, beside the libraries that people would pick
	bench/run.sh
	bench/month.sh
	bench/growth.sh
	go test -run '^$$' -bench 'Pages' -benchtime 20x ./handlers

FUZZTIME ?= 10m
FUZZ := excel/xlsx/FuzzZip excel/xlsx/FuzzXML excel/xlsx/FuzzStrings excel/xlsx/FuzzStyles excel/xlsx/FuzzSheet excel/FuzzSheet document/FuzzDocx document/FuzzHTML tally/phrase/FuzzPhrase tally/lexicon/FuzzReadNumber
fuzz: ## the fuzz targets of workbooks, layouts, phrases and numbers, FUZZTIME each
	for t in $(FUZZ); do go test ./$${t%/*} -run '^$$' -fuzz "^$${t##*/}\$$" -fuzztime $(FUZZTIME) -parallel 1 || exit 1; done

clean: ## remove what was built
	rm -rf bin build demo
