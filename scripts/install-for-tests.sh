#!/usr/bin/env bash
# Installs a program that some tests use where it is missing, on Debian and its kin: `postgresql` or `chromium`. Where it cannot, it says why and leaves
# those tests to be skipped. With --found behind the name it installs nothing, and its code tells whether the program is there.
set -uo pipefail

package=${1-}

found() {
  case $package in
    postgresql) ls /usr/lib/postgresql/*/bin/initdb || { command -v initdb && command -v postgres; } ;;
    chromium) command -v chromium || command -v google-chrome || [ -n "${CHROMIUM_PATH-}" ] ;;
    *) printf 'Name postgresql or chromium, not "%s".\n' "$package" >&2; exit 2 ;;
  esac
}

skip() { printf '%s is not installed: %s. Tests with it are skipped.\n' "$package" "$1"; exit 0; }

if [ "${2-}" = --found ]; then
  found >/dev/null 2>&1
  exit
fi
if found >/dev/null; then
  printf '%s is installed.\n' "$package"
  exit 0
fi

command -v apt-get >/dev/null 2>&1 || skip 'there is no apt-get here'
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null || skip 'this user may not install programs'
  as_root=(sudo -n)
fi
export DEBIAN_FRONTEND=noninteractive
if [ "$package" = postgresql ]; then
  # Only the programs are wanted: no cluster is made, no server started.
  "${as_root[@]}" mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
"${as_root[@]}" timeout 300 apt-get update -qq || echo 'The lists of packages could not be brought up to date.'
"${as_root[@]}" timeout 300 apt-get install -y -qq --no-install-recommends "$package" >/dev/null || skip "apt-get install $package failed"
printf '%s was installed.\n' "$package"
