#!/usr/bin/env bash
# Makes node:24-bookworm-slim: Node 24 from this project's node_modules, npm from this machine, on the local Debian.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. .ci/images/common.sh

context="$(mktemp -d)"
trap 'rm -rf --one-file-system "$context"' EXIT
cp .ci/images/node/{Dockerfile,docker-entrypoint.sh} "$context"
cp "$(ls node_modules/node-linux-*/bin/node | head -n 1)" "$context/node"
# Where npm itself is: the global folder it would name belongs to whichever node comes first in PATH.
cp -RL "$(dirname "$(readlink -f "$(command -v npm)")")/.." "$context/npm"
build_image node:24-bookworm-slim "$context"
