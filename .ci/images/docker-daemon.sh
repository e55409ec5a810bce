#!/usr/bin/env bash
# `docker-daemon.sh start`: a Docker daemon on a machine without an init system, installed with apt when there is none, and
# Compose with it. Does nothing when a daemon answers already. `docker-daemon.sh stop` ends the one that was started here.
set -euo pipefail
[ "$(id -u)" = 0 ] || exec sudo -n "$0" "$@"

state='/run/oauth-chaos'
pid_file="$state/dockerd.pid"
log='/var/log/oauth-chaos-dockerd.log'

answers() { docker info >/dev/null 2>&1; }

# The process by our pid file, if it is still a dockerd: numbers are given out again.
own_pid() {
  local pid
  pid="$(cat "$pid_file" 2>/dev/null)" && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = dockerd ] && echo "$pid"
}

packages_read=no
install_packages() {
  if [ "$packages_read" = no ]; then apt-get update -qq || echo 'apt-get update: not everything could be read.' >&2; fi
  packages_read=yes
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# In Debian 13 the client is a package of its own.
install_docker() {
  command -v dockerd >/dev/null || install_packages docker.io
  command -v docker >/dev/null || install_packages docker-cli
  docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null || install_packages docker-compose
}

start() {
  install_docker
  if answers; then
    echo 'A Docker daemon answers already.'
    return
  fi
  mkdir -p "$state"
  setsid dockerd --pidfile "$pid_file" >"$log" 2>&1 </dev/null &
  local deadline=$((SECONDS + 60))
  until answers; do
    if [ "$SECONDS" -ge "$deadline" ] || ! kill -0 $! 2>/dev/null; then
      tail -n 20 "$log" >&2
      echo "Could not start the Docker daemon; its log is $log." >&2
      exit 1
    fi
    sleep 0.5
  done
  echo "The Docker daemon is up (process $(own_pid)); its log is $log."
}

stop() {
  local pid
  if ! pid="$(own_pid)"; then
    echo 'No Docker daemon was started here.'
    return
  fi
  kill -TERM "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
  echo 'The Docker daemon has ended.'
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  *)
    echo "Usage: $0 start|stop" >&2
    exit 64
    ;;
esac
