#!/usr/bin/env bash
# Installs PostgreSQL for the tests where it is missing, on Debian and its kin. Where it cannot, it says why and leaves the tests to be skipped.
# With --found it installs nothing, and its code tells whether PostgreSQL is there.
set -uo pipefail

found() { ls /usr/lib/postgresql/*/bin/initdb || { command -v initdb && command -v postgres; }; }

if [ "${1-}" = --found ]; then
  found >/dev/null 2>&1
  exit
fi
if found >/dev/null 2>&1; then
  echo 'PostgreSQL is installed.'
  exit 0
fi

skip() { printf 'PostgreSQL is not installed: %s. Tests on it are skipped.\n' "$1"; exit 0; }

command -v apt-get >/dev/null 2>&1 || skip 'there is no apt-get here'
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null || skip 'this user may not install programs'
  as_root=(sudo -n)
fi
export DEBIAN_FRONTEND=noninteractive
# Only the programs are wanted: no cluster is made, no server started.
"${as_root[@]}" mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
"${as_root[@]}" timeout 300 apt-get update -qq || echo 'The lists of packages could not be brought up to date.'
"${as_root[@]}" timeout 300 apt-get install -y -qq --no-install-recommends postgresql >/dev/null || skip 'apt-get install postgresql failed'
echo 'PostgreSQL was installed.'
