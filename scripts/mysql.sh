#!/bin/sh
# Runs a command with a throw-away MySQL-speaking server at hand, named in TALLYSHEET_TEST_MYSQL:
#
#   scripts/mysql.sh go test ./...
#
# A server that the variable names already is used as it is. Else mariadbd (or mysqld) is started on a free port
# in a temporary folder and stopped again; where neither is installed, Debian's mariadb-server is, by root.
# Without a server the command is not run and the status is 1.
set -eu

if [ $# -eq 0 ]; then
	echo "usage: scripts/mysql.sh COMMAND [ARGUMENT ...]" >&2
	exit 2
fi
if [ -n "${TALLYSHEET_TEST_MYSQL:-}" ]; then
	exec "$@"
fi

PATH=$PATH:/usr/sbin:/usr/local/sbin
find_daemon() {
	command -v mariadbd || command -v mysqld || true
}
daemon=$(find_daemon)
if [ -z "$daemon" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	echo "installing mariadb-server for the tests" >&2
	# policy-rc.d answers 101 so that the package does not start a server of its own.
	policy=/usr/sbin/policy-rc.d
	made=
	if [ ! -e $policy ]; then
		printf '#!/bin/sh\nexit 101\n' >$policy
		chmod 755 $policy
		made=1
	fi
	{ apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends mariadb-server; } >&2 || true
	if [ -n "$made" ]; then rm -f $policy; fi
	daemon=$(find_daemon)
fi
if [ -z "$daemon" ]; then
	echo "no MySQL to test with: install mariadb-server, or name a server in TALLYSHEET_TEST_MYSQL" >&2
	exit 1
fi

dir=$(mktemp -d "${TMPDIR:-/tmp}/tallysheet-mysql.XXXXXX")
server=
stop() {
	if [ -n "$server" ]; then
		kill "$server" 2>/dev/null || true
		wait "$server" 2>/dev/null || true
	fi
	rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cat >"$dir/init.sql" <<SQL
CREATE USER 'tallysheet'@'127.0.0.1' IDENTIFIED BY 'tallysheet';
GRANT ALL ON *.* TO 'tallysheet'@'127.0.0.1';
SQL
as=
if [ "$(id -u)" = 0 ]; then
	# The server refuses to run as root.
	as=nobody
	if id mysql >/dev/null 2>&1; then as=mysql; fi
	chown -R "$as" "$dir"
fi
small="--innodb-log-file-size=16M --innodb-flush-method=nosync"
# shellcheck disable=SC2086
case $daemon in
*mariadbd)
	mariadb-install-db --no-defaults ${as:+--user=$as} --datadir="$dir/data" --auth-root-authentication-method=normal \
		--skip-test-db $small >"$dir/install.log" 2>&1 || { cat "$dir/install.log" >&2; exit 1; }
	;;
*)
	"$daemon" --no-defaults ${as:+--user=$as} --initialize-insecure --datadir="$dir/data" >"$dir/install.log" 2>&1 ||
		{ cat "$dir/install.log" >&2; exit 1; }
	;;
esac

# A port of its own for each try; one that is taken ends the server at once.
port=
for try in 1 2 3 4 5; do
	port=$((20000 + ($$ * 7 + try * 1009) % 20000))
	# shellcheck disable=SC2086
	"$daemon" --no-defaults ${as:+--user=$as} --datadir="$dir/data" --port="$port" --bind-address=127.0.0.1 \
		--socket="$dir/s" --pid-file="$dir/pid" --init-file="$dir/init.sql" --skip-name-resolve --skip-log-bin \
		--performance-schema=OFF --max-connections=400 --table-open-cache=400 --innodb-buffer-pool-size=64M \
		--innodb-log-buffer-size=4M --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 $small >"$dir/server.log" 2>&1 &
	server=$!
	waited=0
	while kill -0 "$server" 2>/dev/null && ! grep -q "ready for connections" "$dir/server.log" && [ $waited -lt 600 ]; do
		sleep 0.1
		waited=$((waited + 1))
	done
	if kill -0 "$server" 2>/dev/null && grep -q "ready for connections" "$dir/server.log"; then break; fi
	kill "$server" 2>/dev/null || true
	server=
done
if [ -z "$server" ]; then
	cat "$dir/server.log" >&2
	exit 1
fi

TALLYSHEET_TEST_MYSQL="mysql://tallysheet:tallysheet@127.0.0.1:$port"
export TALLYSHEET_TEST_MYSQL
"$@"
