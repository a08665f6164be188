# Running nodes as processes: start, publish, kill, stop, and what they said. Sourced after
# output.sh and graph.sh, never run. Needs $folder (where all files go) and $programs.
#
# Node PORT has PORT.sqlite (its log), and for its nth run PORT.n.out (its events, one JSON object a
# line) and PORT.n.err (its diagnostics). Its standard input is the FIFO PORT.in, which this shell
# holds open, so that it neither blocks nor ends. Its programs are those in ${programs_for[PORT]} where
# that is set, and else those in $programs.

declare -A pid_of input_of run_of published_at programs_for

start_node() {
    local port=$1 fd flags
    run_of[$port]=$((${run_of[$port]:-0} + 1))
    local files=$folder/$port.${run_of[$port]}
    rm -f "$folder/$port.in"
    mkfifo "$folder/$port.in"
    exec {fd}<>"$folder/$port.in"
    input_of[$port]=$fd
    mapfile -t flags < <(peer_flags "$port")
    (
        # The other nodes' inputs are none of its business.
        for fd in "${input_of[@]}"; do exec {fd}>&-; done
        exec "${programs_for[$port]:-$programs}/gossip-node" --db "$folder/$port.sqlite" --listen "127.0.0.1:$port" \
            "${flags[@]}" --static --name "node-$port" --input json --format json \
            <"$folder/$port.in" >"$files.out" 2>"$files.err"
    ) &
    pid_of[$port]=$!
}

is_running() { [ -n "${pid_of[$1]:-}" ] && kill -0 "${pid_of[$1]}" 2>/dev/null; }

# publish PORT COUNT TOPIC: hands COUNT messages to a node and waits until it has acknowledged each.
publish() {
    local port=$1 count=$2 topic=$3 i first=$((${published_at[$1]:-0} + 1))
    local last=$((first + count - 1))
    for ((i = first; i <= last; i++)); do
        printf '{"body":"%s, number %d of node %d","topic":"%s","tag":"%d"}\n' \
            "$topic" "$i" "$port" "$topic" "$i"
    done >&"${input_of[$port]}"
    published_at[$port]=$last
    wait_until "node $port has acknowledged $last messages" acknowledged "$port" "$last"
}

acknowledged() { [ "$(events "$1" published | wc -l)" -ge "$2" ]; }

# kill_node PORT: SIGKILL, as a crash would; returns when the process is gone.
kill_node() {
    { kill -KILL "${pid_of[$1]}" && wait "${pid_of[$1]}"; } 2>/dev/null || true
    forget_node "$1"
}

# stop_node PORT: SIGTERM; the status is the node's own.
stop_node() {
    local status=0
    kill -TERM "${pid_of[$1]}" 2>/dev/null || true
    wait_until "node $1 has stopped" has_ended "${pid_of[$1]}"
    wait "${pid_of[$1]}" 2>/dev/null || status=$?
    forget_node "$1"
    return $status
}

has_ended() { ! kill -0 "$1" 2>/dev/null; }

forget_node() {
    local fd=${input_of[$1]}
    exec {fd}>&-
    unset "pid_of[$1]" "input_of[$1]"
}

# kill_all_nodes: ends what still runs, only processes that were started here.
kill_all_nodes() {
    local port
    for port in "${!pid_of[@]}"; do kill_node "$port"; done
}

# events PORT KIND [RUN]: a node's events of one kind, over all its runs or in one.
events() {
    cat "$folder/$1".${3:-*}.out 2>/dev/null | grep -F "\"event\":\"$2\"" || true
}

# field NAME: of each event on standard input.
field() { sed -nE "s/.*\"$1\":\"?([^\",}]*).*/\1/p"; }

# The state that a node reported last in its present run.
state_of() { events "$1" state "${run_of[$1]}" | tail -n 1 | field state; }

is_live() { [ "$(state_of "$1")" = live ]; }

all_are_live() {
    local port
    for port in "${ports[@]}"; do is_live "$port" || return 1; done
}

# wait_until WHAT COMMAND…: repeats the command until it succeeds. A node that ends meanwhile, or
# $patience seconds without success, end the script.
patience=60
wait_until() {
    local what=$1 port deadline=$((SECONDS + patience))
    shift
    until "$@"; do
        for port in "${!pid_of[@]}"; do
            [ "$*" = "has_ended ${pid_of[$port]}" ] || is_running "$port" || node_ended "$port"
        done
        [ "$SECONDS" -lt "$deadline" ] || waited_in_vain "$what"
        sleep 0.1
    done
}

waited_in_vain() {
    local port
    for port in "${!pid_of[@]}"; do
        say "node $port: $(state_of "$port"), $(count_of "$port") messages in its log"
    done | LC_ALL=C sort >&2
    die "waited $patience s in vain until $1."
}

node_ended() {
    local said
    said=$(tail -n 3 "$folder/$1.${run_of[$1]}.err")
    die "node $1 ended by itself." "It said: ${said:-nothing}"
}

# ids PORT: the ids in a node's log, in order. The log is read while the node runs or not.
ids() {
    local status=0
    "${programs_for[$1]:-$programs}/gossip-log" --db "$folder/$1.sqlite" -o id 2>"$folder/$1.query.err" || status=$?
    # 1 is an empty log.
    [ $status -le 1 ] || die "the log of node $1 cannot be read." "$(cat "$folder/$1.query.err")"
}

count_of() { ids "$1" | wc -l; }

# The same for two logs exactly when both hold the same ids.
fingerprint_of() { ids "$1" | LC_ALL=C sort | sha256sum | cut -c1-16; }

# holds PORT COUNT: the node's log has that many messages.
holds() { [ "$(count_of "$1")" -eq "$2" ]; }

all_hold() {
    local count=$1 port
    shift
    for port; do holds "$port" "$count" || return 1; done
}

all_logs_are_equal() {
    local port
    [ "$(for port in "${ports[@]}"; do fingerprint_of "$port"; done | sort -u | wc -l)" -eq 1 ]
}
