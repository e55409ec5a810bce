#!/usr/bin/env bash
# Makes n8nio/n8n:VERSION from the n8n that the harness installs from npm, with the Node that the harness chose for it.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. .ci/images/common.sh

version="${1:?which version of n8n?}"
cache="$(cache_folder)"
installed="$cache/versions/$version"
[ -f "$installed/installed.json" ] || npm run -s oauth-chaos -- n8n install "$version"

base='oauth-chaos-n8n-base:local'
build_image "$base" .ci/images/n8n

root="$(mktemp -d)"
# What the folder allows becomes what `/` in the image allows.
chmod 755 "$root"
trap 'rm -rf --one-file-system "$root"' EXIT
container="$(docker create "$base")"
docker export "$container" | tar -C "$root" -x
docker rm "$container" >/dev/null

node_version="$(sed -n 's/.*"nodeVersion": "\(.*\)".*/\1/p' "$installed/installed.json")"
if [ "v$node_version" != "$("$root/usr/local/bin/node" --version)" ]; then
  cp "$(ls "$cache/node/$node_version"-linux-*/bin/node | head -n 1)" "$root/usr/local/bin/node"
fi

# One stream into one layer: built from a Dockerfile, each of the 250,000 files would be written three times.
# n8n comes to lie where the official image has it. Links are relative, and stay as they are.
tar --create --transform 's,^node_modules/,usr/local/lib/node_modules/,S' -C "$root" . -C "$installed" node_modules |
  docker import \
    --change 'ENV NODE_ENV=production N8N_RELEASE_TYPE=stable SHELL=/bin/sh' \
    --change 'USER node' --change 'WORKDIR /home/node' --change 'EXPOSE 5678' \
    --change 'ENTRYPOINT ["tini", "--", "/docker-entrypoint.sh"]' \
    --change "LABEL $stand_in=1 org.opencontainers.image.version=$version" \
    --message 'local stand-in' - "n8nio/n8n:$version" >/dev/null
