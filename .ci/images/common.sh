# Sourced by the scripts beside it; they `cd` to the checkout first.

# The label of every image that was made here.
stand_in='oauth-chaos.stand-in'

# The harness's own cache folder, so that `OAUTH_CHAOS_CACHE` moves this, too.
cache_folder() {
  node_modules/.bin/node -e "import('./harness/machine/cache.ts').then(({ cacheLayout }) => console.log(cacheLayout().root))"
}

# With the builder that every Docker has, buildx or not. Host network: packages are fetched by the way this machine fetches
# them, whatever bridge and resolver a container would have.
build_image() { # image, folder with a Dockerfile
  local proxies=() name said
  for name in http_proxy https_proxy no_proxy; do
    [ -z "${!name:-}" ] || proxies+=(--build-arg "$name")
  done
  # A deprecation note and every layer: of interest when it failed.
  said="$(DOCKER_BUILDKIT=0 docker build --network host --label "$stand_in=1" --tag "$1" "${proxies[@]}" "$2" 2>&1)" || { echo "$said" >&2; return 1; }
}
