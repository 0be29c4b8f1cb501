#!/usr/bin/env bash
# galera.sh start DIR | stop DIR | kill DIR N | revive DIR N: a three-node MariaDB Galera cluster on loopback, for the
# tests. Node N listens on the N-th port of DIR/ports; root without password, database tallysheet.
# Debian's mariadb-server, galera-4 and rsync must be there (scripts/need.sh cluster).
set -euo pipefail
act=${1:?start, stop, kill or revive}; dir=${2:?folder}; n=${3:-}
provider=$(find /usr/lib /usr/lib64 -name libgalera_smm.so 2>/dev/null | sed -n 1p)
PATH=$PATH:/usr/sbin
base=${TALLYSHEET_GALERA_PORT:-23306} # node i: SQL base+i, group base+10*i+100, +1 incremental and +2 full state transfer

# The rsync state transfer refuses to work as root.
as=()
if [ "$(id -u)" = 0 ]; then
  id tallysheet-test >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin tallysheet-test
  as=(setpriv --reuid=tallysheet-test --regid="$(id -g tallysheet-test)" --clear-groups)
fi

group() { echo $((base + 100 + 10 * $1)); }
sql() { mariadb --no-defaults --socket="$dir/$1/s" -u root -N -e "$2"; }

node() { # node I ADDRESS…: starts node I
  local i=$1; shift
  nohup "${as[@]}" mariadbd --no-defaults --datadir="$dir/$i/data" --socket="$dir/$i/s" --pid-file="$dir/$i/pid" \
    --log-error="$dir/$i/log" --port=$((base + i)) --bind-address=127.0.0.1 --skip-name-resolve \
    --character-set-server=utf8mb4 --collation-server=utf8mb4_bin --default-time-zone=+00:00 \
    --binlog-format=ROW --innodb-autoinc-lock-mode=2 --innodb-flush-log-at-trx-commit=1 \
    --innodb-buffer-pool-size=48M --innodb-log-file-size=16M --performance-schema=OFF --max-connections=100 \
    --wsrep-on=ON --wsrep-provider="$provider" --wsrep-cluster-name=tallysheet-test --wsrep-node-name="n$i" \
    --wsrep-node-address="127.0.0.1:$(group "$i")" --wsrep-cluster-address="gcomm://$1" --wsrep-sst-method=rsync \
    --wsrep-sst-receive-address="127.0.0.1:$(($(group "$i") + 2))" \
    --wsrep-provider-options="gmcast.listen_addr=tcp://127.0.0.1:$(group "$i");ist.recv_addr=127.0.0.1:$(($(group "$i") + 1));gcache.size=16M;evs.suspect_timeout=PT3S;evs.inactive_timeout=PT6S" \
    >/dev/null 2>&1 </dev/null &
  echo $! >"$dir/$i/starter"
}

ready() { # ready I: waits until node I is synced
  for _ in $(seq 300); do
    [ "$(sql "$1" "SHOW STATUS LIKE 'wsrep_local_state_comment'" 2>/dev/null | cut -f2)" = Synced ] && return 0
    sleep 0.2
  done
  echo "node $1 did not come up:" >&2; tail -20 "$dir/$1/log" >&2; return 1
}

peers() { for i in 1 2 3; do [ "$i" = "$1" ] || printf '127.0.0.1:%s,' "$(group "$i")"; done | sed 's/,$//'; }

case $act in
start)
  for i in 1 2 3; do mkdir -p "$dir/$i"; done
  chmod 755 "$dir"; [ ${#as[@]} -eq 0 ] || chown -R tallysheet-test "$dir"
  for i in 1 2 3; do
    "${as[@]}" mariadb-install-db --no-defaults --datadir="$dir/$i/data" --auth-root-authentication-method=normal --skip-test-db >/dev/null &
  done
  wait
  node 1 "" && ready 1
  sql 1 "CREATE DATABASE tallysheet; CREATE USER t@'127.0.0.1' IDENTIFIED BY 't'; GRANT ALL ON *.* TO t@'127.0.0.1'"
  for i in 2 3; do node $i "$(peers $i)" && ready $i; done
  for i in 1 2 3; do echo $((base + i)); done >"$dir/ports" ;;
kill) kill -9 "$(cat "$dir/$n/pid")" ;;
revive) node "$n" "$(peers "$n")" && ready "$n" ;;
stop)
  for i in 1 2 3; do [ -f "$dir/$i/pid" ] && kill -9 "$(cat "$dir/$i/pid")" 2>/dev/null || true; done ;;
*) echo "start, stop, kill or revive" >&2; exit 2 ;;
esac
