#!/usr/bin/env bash
# need.sh WHAT...: makes sure that what the tests need is there; as root on Debian it installs it.
#   mysql    a MariaDB or MySQL server to start (or TALLYSHEET_TEST_MYSQL names one)
#   office   LibreOffice Calc, which recalculates and converts the workbooks
#   browser  Chromium, for the pages
#   trace    strace, which sees what reaches the disk
#   cluster  Galera and rsync beside the server
set -euo pipefail
declare -A package=([mysql]=mariadb-server [office]=libreoffice-calc [browser]=chromium [trace]=strace)
declare -A program=([mysql]=mariadbd [office]=soffice [browser]=chromium [trace]=strace)
missing=()
for what in "$@"; do
  if [ "$what" = cluster ]; then
    PATH="$PATH:/usr/sbin" command -v mariadbd >/dev/null || missing+=(mariadb-server)
    command -v rsync >/dev/null || missing+=(rsync)
    [ -n "$(find /usr/lib /usr/lib64 -name libgalera_smm.so 2>/dev/null)" ] || missing+=(galera-4)
    continue
  fi
  [ "$what" = mysql ] && [ -n "${TALLYSHEET_TEST_MYSQL:-}" ] && continue
  PATH="$PATH:/usr/sbin" command -v "${program[$what]}" >/dev/null || missing+=("${package[$what]}")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null
  # RUNLEVEL=1: the package must not start a server of its own; the tests start theirs.
  RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "the tests need ${missing[*]}: please install, or for the database set TALLYSHEET_TEST_MYSQL" >&2
  exit 1
fi
