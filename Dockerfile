# One static binary on an empty base, run by a user without rights.
#   docker build -t tallysheet .
#   docker build -t tallysheet:office --target office .   (reads .xls and .et through LibreOffice)
FROM node:22-bookworm-slim AS assets
WORKDIR /src
COPY . .
RUN npm ci --ignore-scripts && npm run build

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY --from=assets /src .
ARG VERSION=container
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /tallysheet ./cmd/tallysheet \
 && mkdir -p /empty/data /empty/tmp

FROM debian:bookworm-slim AS office
RUN apt-get update \
 && apt-get install -y --no-install-recommends libreoffice-calc ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home --home-dir /data tallysheet
COPY --from=build /tallysheet /usr/local/bin/tallysheet
USER 10001
WORKDIR /data
ENV TALLYSHEET_BACKUPS=/data/backups
EXPOSE 8080
ENTRYPOINT ["/usr/local/bin/tallysheet"]
CMD ["serve", "--listen", "0.0.0.0:8080"]

FROM scratch AS service
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build --chown=10001:10001 /empty/ /
COPY --from=build /tallysheet /usr/local/bin/tallysheet
USER 10001
WORKDIR /data
ENV TALLYSHEET_BACKUPS=/data/backups
EXPOSE 8080
ENTRYPOINT ["/usr/local/bin/tallysheet"]
CMD ["serve", "--listen", "0.0.0.0:8080"]
