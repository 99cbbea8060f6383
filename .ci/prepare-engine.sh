#!/bin/sh
# Brings a Docker Engine to a bare Debian machine: installs what is missing, starts dockerd if no engine answers, and
# waits until it does. Needs root only for what it has to change; a second call changes nothing.
#   DOCKERD_SOCKET where the engine listens (default /var/run/docker.sock)
#   DOCKERD_LOG    where its output goes (default /var/log/dockerd.log)
#   DOCKERD_FLAGS  further flags of dockerd
set -eu

socket=${DOCKERD_SOCKET:-/var/run/docker.sock}
log=${DOCKERD_LOG:-/var/log/dockerd.log}

answers() {
  curl --silent --fail --max-time 5 --unix-socket "$socket" http://localhost/_ping >/dev/null 2>&1
}

install_packages() {
  missing=""
  for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed$' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  echo "installing$missing"
  # The lists are fetched only where the packages are not known, or are no longer where the lists say.
  # shellcheck disable=SC2086
  apt_install $missing || { apt-get update -q && apt_install $missing; }
}

# In run level 1 a package does not start its service: this script starts the engine, with or without an init system.
apt_install() {
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -q -y --no-install-recommends "$@"
}

# Machines without an init system may have no control groups yet.
mount_cgroups() {
  ! mountpoint -q /sys/fs/cgroup || return 0
  mount -t tmpfs -o mode=755 cgroup /sys/fs/cgroup || return 0
  awk '!/^#/ && $4 == 1 { print $1 }' /proc/cgroups | while read -r controller; do
    mkdir -p "/sys/fs/cgroup/$controller"
    mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller" || rmdir "/sys/fs/cgroup/$controller"
  done
}

# An engine that is there is used, whoever installed it. mmdebstrap makes the base image where no registry is reached.
install_packages curl ca-certificates mmdebstrap
if answers; then
  echo "the engine answers"
  exit 0
fi
command -v dockerd >/dev/null 2>&1 || install_packages docker.io containerd runc iptables

mount_cgroups
echo "starting dockerd (its output is in $log)"
# shellcheck disable=SC2086
setsid dockerd --host "unix://$socket" ${DOCKERD_FLAGS:-} </dev/null >>"$log" 2>&1 &

waited=0
until answers; do
  if [ "$waited" -ge 60 ]; then
    echo "the engine does not answer after $waited s; the end of $log:" >&2
    tail -n 20 "$log" >&2 || true
    exit 1
  fi
  sleep 1
  waited=$((waited + 1))
done
echo "the engine answers after $waited s"
