#!/bin/sh
# The program `oauth-chaos` of the image: for whichever user the container has, also where only /tmp can be written to.
set -eu

# The n8n of the image belongs to root; the cache folder in which it is found belongs to whoever runs this.
if ! mkdir -p "$OAUTH_CHAOS_CACHE/versions" 2>/dev/null || [ ! -w "$OAUTH_CHAOS_CACHE/versions" ]; then
  printf 'Could not start: nothing can be written to %s.\n' "$OAUTH_CHAOS_CACHE" >&2
  printf 'With --read-only add --tmpfs /tmp; a volume must belong to the user of --user.\ncode: cache-not-writable\n' >&2
  exit 75
fi
for n8n in /opt/n8n/versions/*; do
  [ -e "$OAUTH_CHAOS_CACHE/versions/${n8n##*/}" ] || ln -sfn "$n8n" "$OAUTH_CHAOS_CACHE/versions/${n8n##*/}"
done

# Postgres asks for the name of its user, and --user takes any number. The file is where /var/lib/extrausers/passwd leads;
# extrausers ignores a user whose group is one of the system's, but for 100.
if ! getent passwd "$(id -u)" >/dev/null; then
  printf 'oauth-chaos:x:%s:100::/tmp:/bin/sh\n' "$(id -u)" >/tmp/oauth-chaos-passwd
fi
[ -w "${HOME:-/}" ] || export HOME=/tmp

exec node /opt/n8n-oauth-chaos/harness/cli/bin.mjs "$@"
