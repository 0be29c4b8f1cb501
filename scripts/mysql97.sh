#!/usr/bin/env bash
# mysql97.sh COMMAND...: runs the command against a real MySQL of Debian's unstable suite, which stable Debian does not have.
#
# The server and the libraries that it needs come into build/mysql by an apt of its own (sources, lists and cache there): nothing is
# installed. It is started by its own loader on a free port, as another user where this one is root, and TALLYSHEET_TEST_MYSQL names it.
# It keeps nothing beyond its end and so waits for no disk: each test makes a database of some 60 tables, and each of those is synced several
# times else. TALLYSHEET_MYSQL_OPTIONS are given to it besides. Where the suite cannot be reached the script fails and says so.
set -euo pipefail
cd "$(dirname "$0")/.."
dir=$(pwd)/build/mysql root=$(pwd)/build/mysql/root
say() { echo "mysql97: $*" >&2; }
[ "$(uname -m)" = x86_64 ] || { say "the server is taken for amd64 only"; exit 1; }
command -v apt-get >/dev/null || { say "needs Debian's apt-get"; exit 1; }
loader=$root/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2

bring() {
  mkdir -p "$dir"/{lists/partial,cache/archives/partial,etc,debs,root}
  local mirror
  mirror=$(cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null | awk '/^URIs:/{print $2; exit} /^deb /{for (i = 2; i <= NF; i++) if ($i ~ /^http/) {print $i; exit}}') || true
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror:-http://deb.debian.org/debian} sid main" >"$dir/etc/sources.list"
  local apt=(-o "Dir::Etc::sourcelist=$dir/etc/sources.list" -o "Dir::Etc::sourceparts=/dev/null" -o "Dir::State::Lists=$dir/lists" -o "Dir::Cache=$dir/cache" -o APT::Update::Error-Mode=any)
  apt-get "${apt[@]}" update >/dev/null 2>"$dir/apt.log" || { say "Debian's unstable suite cannot be reached: $(tail -1 "$dir/apt.log")"; exit 1; }
  local wanted
  wanted=$(apt-cache "${apt[@]}" depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances mysql-server-core |
    grep -E '^[a-z0-9]' | sort -u | grep -vE '^(perl|debconf|cdebconf|adduser|passwd|init-system|lsb|mysql-client)' || true)
  [ -n "$wanted" ] || { say "the unstable suite has no mysql-server-core"; exit 1; }
  # shellcheck disable=SC2086 # a list of packages
  (cd "$dir/debs" && apt-get "${apt[@]}" download $wanted >/dev/null 2>"$dir/apt.log") || { say "packages could not be fetched: $(tail -1 "$dir/apt.log")"; exit 1; }
  for deb in "$dir"/debs/*.deb; do dpkg-deb -x "$deb" "$root"; done
}
[ -x "$root/usr/sbin/mysqld" ] || bring

data=$(mktemp -d /tmp/tallysheet-mysql.XXXXXX) # short: a socket's path may have 107 bytes
run=("$loader" --library-path "$root/usr/lib/mysql/plugin:$root/usr/lib/x86_64-linux-gnu" "$root/usr/sbin/mysqld" --no-defaults "--basedir=$root/usr"
  "--lc-messages-dir=$root/usr/share/mysql" "--datadir=$data/db" "--plugin-dir=$root/usr/lib/mysql/plugin" --secure-file-priv=NULL --mysqlx=OFF
  --innodb-flush-log-at-trx-commit=0 --sync-binlog=0 --innodb-doublewrite=OFF --innodb-flush-method=nosync)
as=()
if [ "$(id -u)" = 0 ]; then
  run+=(--user=nobody)
  chown nobody "$data"
fi
"${as[@]}" "${run[@]}" --initialize-insecure >"$data/log" 2>&1 || { say "the server cannot be set up:"; tail -3 "$data/log" >&2; exit 1; }
port=$((20000 + RANDOM % 20000))
# The tests' user signs in with a password by caching_sha2_password, MySQL's own way.
cat >"$data/init.sql" <<SQL
CREATE USER 't'@'%' IDENTIFIED WITH caching_sha2_password BY 't';
GRANT ALL ON *.* TO 't'@'%';
SQL
chmod 644 "$data/init.sql"
# shellcheck disable=SC2086 # options
"${run[@]}" --port=$port --bind-address=127.0.0.1 --socket="$data/s" --init-file="$data/init.sql" --pid-file="$data/pid" ${TALLYSHEET_MYSQL_OPTIONS:-} >>"$data/log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$data"' EXIT
for _ in $(seq 60); do
  grep -q "ready for connections.*port: $port" "$data/log" && break
  kill -0 $server 2>/dev/null || { say "the server ended:"; tail -3 "$data/log" >&2; exit 1; }
  sleep 0.5
done
say "MySQL $(grep -io "version: '[0-9.]*" "$data/log" | tail -1 | grep -o '[0-9.]*$'), ${TALLYSHEET_MYSQL_OPTIONS:-as it comes}"
TALLYSHEET_TEST_MYSQL="mysql://t:t@127.0.0.1:$port" "$@"
