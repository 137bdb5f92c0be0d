#!/usr/bin/env bash
# Fetches the page's libraries by name, version and hash into vendor/.
#   vendor.sh           writes vendor/
#   vendor.sh --check   fails if vendor/ is not what this script makes
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
made=$work/vendor
mkdir -p "$made"

# fetch NAME VERSION SHA-512 (base64): unpacks the package under $work/NAME
fetch() {
  local archive actual
  archive=$(cd "$work" && npm pack --silent --ignore-scripts "$1@$2")
  actual=$(openssl dgst -sha512 -binary "$work/$archive" | base64 | tr -d '\n')
  if [ "$actual" != "$3" ]; then
    echo "vendor.sh: $1@$2 is not the package that was reviewed: its SHA-512 is $actual" >&2
    exit 1
  fi
  mkdir -p "$work/$1"
  tar -xzf "$work/$archive" -C "$work/$1" --strip-components 1
}

# keep SOURCE NAME: the pointer to a source map that is not shipped is left out
keep() { sed -e '/^\/\/# sourceMappingURL=/d' "$1" >"$made/$2"; }

fetch hls.js 1.7.4 \
  3GlxGdPvT2YHvQYOt+yOzT/DEior/qJVNIylHA77kgeoBTdQQqi70GwefNEUmHQeNGyjC8U62+bruqW/Tpm+tg==
keep "$work/hls.js/dist/hls.light.min.mjs" hls.light.min.mjs
keep "$work/hls.js/LICENSE" hls.LICENSE.txt

fetch sockjs-client 1.6.1 \
  2g0tjOR+fRs0amxENLi/q5TiJTqY+WXFOzb5UwXndlK6TO3U/mirZznpx6w34HVMoc3g7cY24yC/ZMIYnDlfkw==
keep "$work/sockjs-client/dist/sockjs.min.js" sockjs.min.js
keep "$work/sockjs-client/LICENSE" sockjs.LICENSE.txt

fetch @vertx/eventbus-bridge-client.js 1.0.0 \
  J6CPB04Q6rnKDMSVa9gKLJkZNf1quq3Q+NTbfhwDhdWZKkNJktuQ6+4TEwhlkCLThIx9vc3uYYi79A4yzpup1w==
keep "$work/@vertx/eventbus-bridge-client.js/vertx-eventbus.js" vertx-eventbus.js
# The package has no licence file; this is what its package.json and the head of its source say.
cat >"$made/vertx-eventbus.LICENSE.txt" <<'TEXT'
@vertx/eventbus-bridge-client.js 1.0.0
Copyright (c) 2011-2015 The original author or authors

Licensed under the Apache License, Version 2.0 (the "License");
you may not use this file except in compliance with the License.
You may obtain a copy of the License at

    http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing, software
distributed under the License is distributed on an "AS IS" BASIS,
WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
See the License for the specific language governing permissions and
limitations under the License.

The original is also available under the Eclipse Public License 1.0.
TEXT

if [ "${1:-}" = --check ]; then
  diff -r "$made" "$here/vendor" && echo "vendor/ is what vendor.sh makes"
else
  rm -rf "$here/vendor"
  cp -r "$made" "$here/vendor"
fi
