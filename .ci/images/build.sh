#!/usr/bin/env bash
# Makes the images that the product uses on a machine that can pull none: `.ci/images/build.sh [n8n version…]`.
# They have the names of the official ones and stand in for them; they are no copies. Where the official ones can be had,
# use those and leave this alone. What is there already is not made again; `FORCE=1` makes the stand-ins anew.
# Needs root on Debian or Ubuntu, `npm ci`, and a Docker daemon (docker-daemon.sh); debootstrap is installed when it is not there.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/images/common.sh

versions=("$@")
[ "$#" -gt 0 ] || versions=("$(. ./.env && echo "$N8N_VERSION")")

# Image, command. An image that is not labelled is the official one and stays, whatever FORCE says.
make_image() {
  local image="$1" from=$SECONDS
  shift
  if docker image inspect "$image" >/dev/null 2>&1; then
    if [ "${FORCE:-}" != 1 ] || [ -z "$(docker image inspect --format "{{ index .Config.Labels \"$stand_in\" }}" "$image")" ]; then
      echo "$image is there."
      return
    fi
  fi
  "$@"
  echo "$image was made in $((SECONDS - from)) s."
}

for suite in bookworm trixie; do
  make_image "debian:$suite-slim" .ci/images/debian/make.sh "$suite"
done
make_image node:24-bookworm-slim .ci/images/node/make.sh
# n8n 2.41 says that it supports no PostgreSQL before 16; the first Debian with a newer one is trixie.
for image in postgres:17-trixie redis:7-bookworm; do
  make_image "$image" build_image "$image" ".ci/images/${image%%:*}"
done
for version in "${versions[@]}"; do
  make_image "n8nio/n8n:$version" .ci/images/n8n/make.sh "$version"
done
