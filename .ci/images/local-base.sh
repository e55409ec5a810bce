#!/usr/bin/env bash
# Makes a local image named node:24-bookworm-slim, so that mock-provider/Dockerfile can be built where no image registry can
# be reached. It stands in for the official image and is no copy of it: Debian by debootstrap, Node 24 from this project's
# node_modules, npm from this machine. Where the official image can be had, use that and leave this script alone.
# Needs root, debootstrap, docker and `npm ci`. DEBIAN_MIRROR says where packages are from; without it, where apt has its own.
set -euo pipefail
cd "$(dirname "$0")/../.."

image='node:24-bookworm-slim'
if docker image inspect "$image" >/dev/null 2>&1 && [ "${1:-}" != '--force' ]; then
  echo "There is an image $image already; --force replaces it." >&2
  exit 0
fi

node="$(ls node_modules/node-linux-*/bin/node | head -n 1)"
npm="$(npm root --global)/npm"
mirror="${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' | grep '/debian/$' | sort -u | head -n 1)}"
root="$(mktemp -d)"
trap 'rm -rf --one-file-system "$root"' EXIT

debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$mirror"
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*

install -D -m 755 "$node" "$root/usr/local/bin/node"
mkdir -p "$root/usr/local/lib/node_modules"
cp -RL "$npm" "$root/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
# The official image has this user, with this number.
chroot "$root" useradd --uid 1000 --user-group --create-home --shell /bin/bash node
# A machine behind a proxy of its own trusts more than Debian does, and so must what is built on it.
[ ! -f /etc/ssl/certs/ca-certificates.crt ] || cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"

tar -C "$root" -c . | docker import --change 'CMD ["node"]' --change 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt' --message 'local stand-in' - "$image"
