# The stub as an image. It also runs every other command: `docker run IMAGE verify /pacts`, `docker run IMAGE fake`.
# Plain enough for builders other than BuildKit: no heredocs, no linked copies, no cache mounts.

# A release build passes the base by its digest: --build-arg NODE_IMAGE=node:24-bookworm-slim@sha256:…
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Install scripts stay unrun: one reports installations, one brings a second Node, none is needed here.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
RUN npm run --silent build -- --no-types
# Leaves what `npm ci --omit=dev` would have brought, file for file, without bringing it once more.
RUN npm prune --omit=dev --ignore-scripts
# What Node never loads, a fifth of the compressed size: source maps, type declarations, and texts for readers of a
# package; licences stay. test/image.slow.test.ts runs each command without them.
RUN find node_modules -type f \
      \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -iname '*.md' \) \
      ! -iname 'licen[cs]e*' ! -iname 'notice*' ! -iname 'copying*' -delete \
 && rm -rf node_modules/.package-lock.json \
 && find node_modules -type d -empty -delete
COPY LICENSE CHANGELOG.md deploy/healthcheck.mjs ./
COPY openapi openapi
# The files of the clone may be readable by their owner only.
RUN rm -rf package-lock.json .npmrc tsconfig*.json scripts src && chmod -R u=rwX,go=rX .
# Compiled code, which a container cannot keep where its root is read-only. Node keeps it by user id, so the user of the
# image makes it. Under another id the stub starts as well, only more slowly.
COPY deploy/warm-up.mjs /tmp/
RUN install -d -o 1000 compiled
USER 1000
RUN NODE_ENV=production USE_CASE_STUB_ADMIN=off NODE_COMPILE_CACHE=/app/compiled node /tmp/warm-up.mjs
USER 0
RUN chown -R 0:0 compiled && chmod -R u=rwX,go=rX compiled

FROM ${NODE_IMAGE}
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="use-case-stub" \
      org.opencontainers.image.description="Stateful stub server and contract-testing kit for the Use Cases API of a voice-AI platform" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# The one place besides /tmp that is written to. A new volume takes its owner from here.
# Platforms such as OpenShift run it as another user, who is in the group 0.
RUN install -d -o 1000 -g 0 -m 0770 /data
COPY --from=build /app /app
WORKDIR /app
# Others can reach the stub here, so its own routes stay closed until USE_CASE_STUB_ADMIN_KEY is set.
# Loopback, where the command line listens by default, could not be reached from outside.
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/app/compiled \
    USE_CASE_STUB_HOST=0.0.0.0 \
    PORT=4010 \
    USE_CASE_STUB_STORE=sqlite:/data/use-cases.db \
    USE_CASE_STUB_ADMIN=off
VOLUME /data
EXPOSE 4010
USER 1000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 CMD ["node", "/app/healthcheck.mjs"]
# Nothing between the container and the stub: signals arrive, and the exit code is its own.
ENTRYPOINT ["node", "/app/dist/cli.js"]
CMD ["serve"]
