#!/usr/bin/env bash
# Packs a distribution: archive.sh FOLDER ARCHIVE [PLATFORM JAVA_MODULES]. With a platform, which is that of this machine as
# JavaCPP names it, the archive is for that one alone, and has a Java of these modules.
set -euo pipefail
distribution="$1"
archive="$2"
platform="${3:-}"
modules="${4:-}"

name="$(basename "$archive" .tar.gz)"
staging="$(dirname "$archive")/archive"
folder="$staging/$name"
rm -rf "$staging" "$archive"
mkdir -p "$staging"
cp -RL "$distribution" "$folder"

# Takes other platforms' native libraries out of all jars called LIBRARY: prune LIBRARY NATIVE KEPT. Each version for itself, for
# the registry has its own.
prune() {
    local library="$1" native="$2" kept="$3" version jar work="$staging/pruned"
    find "$folder" -name "*$library-[0-9]*.jar" -type f -exec basename {} ';' | sort -u >"$staging/versions"
    [ -s "$staging/versions" ] || { echo "there is no $library to prune" >&2; exit 1; }
    while read -r version; do
        find "$folder" -name "$version" -type f >"$staging/jars"
        mkdir "$work"
        (cd "$work" && "$JAVA_HOME/bin/jar" --extract --file "$(head -n 1 "$staging/jars")")
        [ -n "$(find "$work" -path "$kept" -print -quit)" ] || { echo "$version has nothing for $platform" >&2; exit 1; }
        find "$work" -path "$native" ! -path "$kept" -type f -delete
        "$JAVA_HOME/bin/jar" --create --no-manifest --file "$staging/pruned.jar" -C "$work" .
        while read -r jar; do cp "$staging/pruned.jar" "$jar"; done <"$staging/jars"
        rm -r "$work"
    done <"$staging/versions"
}

if [ -n "$platform" ]; then
    "$JAVA_HOME/bin/jlink" --add-modules "$modules" --output "$folder/runtime" \
        --compress zip-6 --strip-java-debug-attributes --no-header-files --no-man-pages --generate-cds-archive
    # Only for heaps of more than 32 GB.
    rm -f "$folder/runtime/lib/server/classes_nocoops.jsa"
    # Those that are large: 120 MB of libraries for machines that this archive is not for.
    case "$platform" in
        linux-x86_64) rocksdb=linux64.so onnxruntime=linux-x64 zstd=linux/amd64 snappy=Linux/x86_64 ;;
        linux-arm64) rocksdb=linux-aarch64.so onnxruntime=linux-aarch64 zstd=linux/aarch64 snappy=Linux/aarch64 ;;
        macosx-arm64) rocksdb=osx-arm64.jnilib onnxruntime=osx-aarch64 zstd=darwin/aarch64 snappy=Mac/aarch64 ;;
        *) rocksdb='' ;;
    esac
    if [ -n "$rocksdb" ]; then
        prune rocksdbjni '*/librocksdbjni-*' "*/librocksdbjni-$rocksdb"
        prune onnxruntime '*/ai/onnxruntime/native/*' "*/ai/onnxruntime/native/$onnxruntime/*"
        prune zstd-jni '*/libzstd-jni-*' "*/$zstd/libzstd-jni-*"
        prune snappy-java '*/snappy/native/*' "*/snappy/native/$snappy/*"
    fi
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
