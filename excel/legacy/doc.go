// Package legacy deals with workbooks older than .xlsx: .xls of Excel 97 and .et of WPS.
//
// Its entry points are Converter.Convert, which has a confined LibreOffice write the .xlsx that is then read like any upload, and
// Results, which gives what the old file's formulas were saved with: LibreOffice computes them anew, so what it wrote is held
// against that. Stages of a conversion: converter.go (turn, folder, limits, what was converted lately), convert_profile.go (the
// office program's settings), convert_linux.go (the confined child). No cell is ever taken from the old file itself.
package legacy
