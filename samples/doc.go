// Package samples holds the workbooks that the demo runs on: five public breakdown plans, four
// months of four departments' sheets made up for one of them, a month or the beginning of one made up for it and for
// three others (others/), and a faulty sheet. What must be read from each lies beside them in expected/, for the tests.
package samples
