# Any node image of 20.19 or newer with glibc will do: the embedded store's database is a native module with builds for it.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package needs its install script: native modules come with their builds.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build && rm -f dist/.tsbuildinfo

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
ENV NODE_ENV=production \
    DATA_DIR=/data \
    PORT=3978
WORKDIR /app
# Everything belongs to root and is read by another: the bot can't change its own code.
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY docs/licences.md docs/licences.md
COPY knowledge knowledge
COPY adaptive-cards adaptive-cards
# Indexed now, since the bot may not write beside its code: a start takes a second less.
RUN ["node", "-e", "require('./dist/knowledge').loadKnowledge('knowledge/orebro')"]
# Only the embedded store writes, and only here; with MONGODB_URI nothing does, so the root may be read-only.
RUN install -d -o node -g node -m 0750 /data
# By number, so that an orchestrator can see that it isn't root.
USER 1000:1000
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
