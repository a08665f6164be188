# The classroom graph: six nodes on loopback, and which of them talk. Sourced, never run.
#
# Ports are counted from $base_port (5000 unless told otherwise), in steps of ten. The node at +10
# is the only way between the two at its back, +30 and +40, and the rest.

readonly offsets=(0 10 20 30 40 50)

neighbours_of_offset() {
    case $1 in
    0) echo 10 20 50 ;;
    10) echo 0 30 40 ;;
    20) echo 0 50 ;;
    30 | 40) echo 10 ;;
    50) echo 0 20 ;;
    esac
}

# set_ports BASE: fills $ports, and names the nodes by their role in the story.
set_ports() {
    local offset
    base_port=$1
    ports=()
    for offset in "${offsets[@]}"; do ports+=($((base_port + offset))); done
    middle=$((base_port + 10))  # the node that is killed
    west=$((base_port + 30))    # the two that hang on it
    east=$((base_port + 40))
}

# peer_flags PORT: the --peer flags of that node, one word a line.
peer_flags() {
    local offset
    for offset in $(neighbours_of_offset $(($1 - base_port))); do
        printf -- '--peer\n127.0.0.1:%d\n' $((base_port + offset))
    done
}

draw_graph() {
    local p=("${ports[@]}")
    cat <<END
        ${p[3]}     ${p[4]}
            \\   /
            ${p[1]}
              │
            ${p[0]}
            /   \\
        ${p[2]} ─── ${p[5]}
END
}

# busy_ports: those of $ports that something on this machine already listens on.
# Reads the kernel's tables of sockets; where there are none (not Linux), the nodes will say it.
busy_ports() {
    local table
    for table in /proc/net/{udp,udp6,tcp,tcp6}; do
        [ -r "$table" ] || continue
        awk '{ sub(/.*:/, "", $2) } FNR > 1 && (FILENAME ~ /udp/ || $4 == "0A") { print $2 }' "$table"
    done | LC_ALL=C sort -u | while read -r hex; do
        port=$((16#$hex))
        case " ${ports[*]} " in *" $port "*) echo "$port" ;; esac
    done
}

require_free_ports() {
    local busy
    busy=$(busy_ports | tr '\n' ' ')
    [ -z "$busy" ] || die "already in use on this machine: port ${busy% }." \
        "Is another demo running? Choose other ports with --base-port, for example 7000."
}
