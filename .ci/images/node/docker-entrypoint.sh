#!/bin/sh
# As in the official image: options and script names go to node, commands are run as they are.
set -e
if [ "${1#-}" != "$1" ] || ! command -v "$1" >/dev/null; then set -- node "$@"; fi
exec "$@"
