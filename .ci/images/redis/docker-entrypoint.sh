#!/bin/sh
# As in the official image: options and a configuration file go to redis-server, which runs as redis.
set -e
if [ "${1#-}" != "$1" ] || [ "${1%.conf}" != "$1" ]; then set -- redis-server "$@"; fi
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  find . ! -user redis -exec chown redis {} +
  exec setpriv --reuid redis --regid redis --init-groups "$0" "$@"
fi
# The official image is built with protected mode off; in Debian's it would refuse every other container.
case "$*" in
  *protected-mode*) ;;
  redis-server*) set -- "$@" --protected-mode no ;;
esac
exec "$@"
