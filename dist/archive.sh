#!/usr/bin/env bash
# Packs a distribution: archive.sh FOLDER ARCHIVE [JAVA_MODULES]. With modules it adds a Java that consists of them.
set -euo pipefail
distribution="$1"
archive="$2"
modules="${3:-}"

name="$(basename "$archive" .tar.gz)"
staging="$(dirname "$archive")/archive"
folder="$staging/$name"
rm -rf "$staging" "$archive"
mkdir -p "$staging"
cp -RL "$distribution" "$folder"

if [ -n "$modules" ]; then
    "$JAVA_HOME/bin/jlink" --add-modules "$modules" --output "$folder/runtime" \
        --no-header-files --no-man-pages --generate-cds-archive
fi

# The services and the command have most of their libraries in common: one copy of each, as tar keeps hard links too.
find "$folder" -name '*.jar' -type f -exec cksum {} + | sort | while read -r sum size file; do
    if [ "$sum $size" = "${last:-}" ] && cmp -s "$kept" "$file"; then
        ln -f "$kept" "$file"
    else
        last="$sum $size" kept="$file"
    fi
done

tar -czf "$archive" -C "$staging" "$name"
