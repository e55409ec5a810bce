#!/usr/bin/env bash
# Makes node:24-bookworm-slim: Node 24 from this project's node_modules, npm from this machine, on the local Debian.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. .ci/images/common.sh

context="$(mktemp -d)"
trap 'rm -rf --one-file-system "$context"' EXIT
cp .ci/images/node/{Dockerfile,docker-entrypoint.sh} "$context"
node="$(dirname "$(ls -d node_modules/node-linux-*/bin | head -n 1)")"
cp "$node/bin/node" "$context/node"
# As in the official image: native parts are compiled against these.
cp -R "$node/include" "$context/include"
# Where npm itself is: the global folder it would name belongs to whichever node comes first in PATH.
cp -RL "$(dirname "$(readlink -f "$(command -v npm)")")/.." "$context/npm"
build_image node:24-bookworm-slim "$context"
