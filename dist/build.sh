# Read by the launcher in a checkout: builds what is not built, and has it run that. Runs on the bash 3.2 of macOS.

maven_wanted=3.8
checkout="$home"
built="$checkout/dist/target/genrestream"
target="$checkout/target"
build_log="$target/build.log"
stamp="$target/built"
lock="$target/building"

need_maven() {
    local version
    version="$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)"
    case "$version" in
        3.[89] | 3.[1-9][0-9]* | [4-9].* | [1-9][0-9]*.*) ;;
        *) fail "MAVEN_MISSING: Genrestream is built with Maven $maven_wanted or newer; found: ${version:-none}. Install it with" \
            "  Debian, Ubuntu   sudo apt-get install maven" \
            "  macOS            brew install maven" \
            "  Fedora           sudo dnf install maven" ;;
    esac
}

# Directories count too: a file that was deleted makes its directory newer.
is_built() {
    local file
    for file in "$stamp" "$built/genrestream" "$built/cli/genrestream-cli.jar" \
        "$built"/services/{ingest,feature,inference}/quarkus-run.jar "$built/broker/." "$built/registry/quarkus-run.jar"; do
        [ -e "$file" ] || return 1
    done
    [ -z "$(find "$checkout/.mvn" "$checkout/pom.xml" "$checkout"/*/pom.xml "$checkout"/*/src/main "$checkout/genrestream" \
        -newer "$stamp" -print -quit)" ]
}

# Waits for a build in another terminal instead of disturbing it.
lock_build() {
    local owner
    until mkdir "$lock" 2>/dev/null; do
        owner="$(cat "$lock/pid" 2>/dev/null || true)"
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$lock"
        else
            sleep 1
        fi
    done
    echo $$ >"$lock/pid"
    trap 'rm -rf "$lock"' EXIT
    trap 'exit 130' INT TERM
}

show_progress() {
    local pid="$1" line
    while kill -0 "$pid" 2>/dev/null; do
        line="$(sed -n 's/^\[INFO\] Building \(Genrestream.*\) 0[^ ]* *\(\[.*\]\)$/\2 \1/p' "$build_log" | tail -n 1)"
        printf '\r\033[K  %s' "$line" >&2
        sleep 1
    done
    printf '\r\033[K' >&2
}

build() {
    need_maven
    echo "Building Genrestream; the first time takes minutes, for Maven loads what it needs. Log: $build_log" >&2
    # The stamp is as old as the build's beginning: what is edited meanwhile is built the next time.
    touch "$lock/started"
    (cd "$checkout" && exec mvn -B -ntp -Dmaven.test.skip=true package -pl dist -am) >"$build_log" 2>&1 &
    local maven=$!
    [ -t 2 ] && show_progress "$maven"
    if ! wait "$maven"; then
        { grep '^\[ERROR\]' "$build_log" || tail -n 20 "$build_log"; } | head -n 20 >&2
        fail "BUILD_FAILED: the whole log is $build_log"
    fi
    mv "$lock/started" "$stamp"
}

if [ "${1:-}" = test ]; then
    shift
    need_maven
    cd "$checkout"
    exec mvn -B -ntp verify "$@"
fi

# The build's own tests call this script when everything has just been packaged, and say so.
if [ -z "${GENRESTREAM_BUILT:-}" ] && ! is_built; then
    mkdir -p "$target"
    lock_build
    is_built || build
    rm -rf "$lock"
    trap - EXIT INT TERM
fi

home="$built"
GENRESTREAM_STATE="${GENRESTREAM_STATE:-$checkout/.genrestream}"
