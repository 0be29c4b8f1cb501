// Package office has the pages for what keeps the service going: channels and a message that tries one (channel.go), what waits or was
// parked, in words (outbox.go), the reminder to those who have not filed (urge.go), backups with their drills (backup.go),
// the holidays of a year (holiday.go), and what is set of the whole site (setting.go). The supervision office and the administrator share
// some; who may see which stands in the table of routes.
package office
