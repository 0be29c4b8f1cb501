// Package mysqltest gives tests a real MySQL-speaking server: the one that TALLYSHEET_TEST_MYSQL names
// (mysql://user:password@host:port), else a throw-away mariadbd or mysqld in a temporary folder.
//
// Use it from a package's TestMain:
//
//	func TestMain(m *testing.M) { os.Exit(mysqltest.Main(m)) }
//
// and in a test ask Database for an empty database of its own. Without a server the suite fails; it never skips.
package mysqltest
