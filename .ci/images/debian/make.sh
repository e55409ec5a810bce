#!/usr/bin/env bash
# Makes debian:SUITE-slim, on which the other images stand, by debootstrap. The result is kept in the harness's cache folder.
# DEBIAN_MIRROR says where packages are from; without it, where apt has its own.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. .ci/images/common.sh

suite="${1:?which suite of Debian?}"
kept="$(cache_folder)/images/debian-$suite-$(dpkg --print-architecture).tar.gz"
if [ "${FORCE:-}" = 1 ] || [ ! -f "$kept" ]; then
  mirror="${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' | grep '/debian/$' | sort -u | head -n 1 || true)}"
  command -v debootstrap >/dev/null || { apt-get update -qq || true; apt-get install -y -qq --no-install-recommends debootstrap debian-archive-keyring >/dev/null; }
  mkdir -p "$(dirname "$kept")"
  work="$(mktemp -d)"
  trap 'rm -rf --one-file-system "$work"' EXIT
  # What was said on the way is of interest when it failed.
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$work/root" "${mirror:-http://deb.debian.org/debian}" >"$work/log" 2>&1 || { tail -n 30 "$work/log" >&2; exit 1; }
  rm -rf "$work"/root/var/cache/apt/archives/*.deb "$work"/root/var/lib/apt/lists/* "$work"/root/usr/share/{doc,man,locale}/*
  # A machine behind a proxy of its own trusts more than Debian does, and so must what is built on it.
  [ ! -f /etc/ssl/certs/ca-certificates.crt ] || cp -L /etc/ssl/certs/ca-certificates.crt "$work/root/etc/ssl/certs/ca-certificates.crt"
  tar -C "$work/root" -cz . >"$kept.part"
  mv "$kept.part" "$kept"
fi
docker import --change 'CMD ["bash"]' --change "LABEL $stand_in=1" --message 'local stand-in' "$kept" "debian:$suite-slim" >/dev/null
