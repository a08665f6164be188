# Nodes of the last released commit beside today's. Sourced after output.sh and nodes.sh, never run.

usage_versions() {
    cat <<END
Usage: tools/trial versions [--base-port N] [--configuration debug|release]

Builds the commit that tools/lib/released-commit names, in a worktree under .build/versions, and runs its
gossip-node beside today's: messages and catch-ups in both directions, invitations of either by the other,
and today's program on the log of the other. The first run builds for some minutes.

  --base-port N          ports N, N+10, N+20 and N+30 (default 5400)
  --configuration NAME   debug (default), which tools/test has built already, or release
  -h, --help             this text

Exit status: 0 all was so, 1 something was not (it is named), 2 wrong use.
END
}

configuration=debug base_port=5400
read_versions_arguments() {
    while [ $# -gt 0 ]; do
        case $1 in
        --base-port)
            needs_value "$1" $#
            [[ $2 =~ ^[1-9][0-9]{3,4}$ && $2 -ge 1024 && $2 -le 65505 ]] ||
                misuse "--base-port takes a number from 1024 to 65505, not '$2'."
            base_port=$2
            shift
            ;;
        --configuration)
            needs_value "$1" $#
            [[ $2 =~ ^(release|debug)$ ]] || misuse "--configuration is release or debug, not '$2'."
            configuration=$2
            shift
            ;;
        -h | --help)
            usage_versions
            exit
            ;;
        *) misuse "unknown argument '$1'." ;;
        esac
        shift
    done
}

released_commit() { grep -v '^#' "$root/tools/lib/released-commit"; }

# check_out COMMIT: the worktree with that commit; files that are right already stay as they are, so that
# nothing is built again.
check_out() {
    git -C "$root" worktree prune
    if [ -d "$tree" ]; then
        [ "$(git -C "$tree" rev-parse HEAD)" = "$1" ] || git -C "$tree" checkout -q --force --detach "$1"
    else
        git -C "$root" worktree add -q --detach "$tree" "$1" ||
            die "cannot check out $1." "Is it in this clone? git fetch gets all commits."
    fi
    [ ! -e "$root/Package.resolved" ] || cp -u "$root/Package.resolved" "$tree/"
}

# claim_next_version: the program in the worktree says that it speaks one version more.
claim_next_version() {
    local file=$tree/Sources/GossipWire/Links/LinkTerms.swift line version
    git -C "$tree" diff --quiet -- "$file" || return 0
    line=$(grep -E 'static let version: UInt8 = [0-9]+$' "$file") ||
        die "the version of the wire is not where it was, in $file."
    version=${line##* }
    sed -i "s/static let version: UInt8 = $version\$/static let version: UInt8 = $((version + 1))/" "$file"
}

# build_both: sets $todays and $theirs to the folders of the programs.
build_both() {
    local commit
    tree=$root/.build/versions/tree
    commit=$(released_commit)
    if [ "$commit" = none ]; then
        other="this commit, as version + 1"
        commit=$(git -C "$root" rev-parse HEAD)
        say "No commit is released yet: today's nodes run beside ${commit:0:12}, which says one version more."
        check_out "$commit"
        claim_next_version
    else
        other="the released ${commit:0:12}"
        check_out "$commit"
    fi
    build_programs "$root" "$configuration" gossip-node gossip-log
    todays=$programs
    build_options=(--scratch-path "$root/.build/versions/build")
    build_programs "$tree" "$configuration" gossip-node gossip-log
    theirs=$programs
}

# peer_flags PORT: each of the two pairs is two neighbours.
peer_flags() {
    case $1 in
    "$old") echo --peer "127.0.0.1:$new" ;;
    "$new") echo --peer "127.0.0.1:$old" ;;
    "$founder") echo --peer "127.0.0.1:$joiner" ;;
    "$joiner") echo --peer "127.0.0.1:$founder" ;;
    esac | tr ' ' '\n'
}

both_are_live() { is_live "$1" && is_live "$2"; }
both_hold() { holds "$1" "$3" && holds "$2" "$3"; }

# exchange A B COUNT: each publishes COUNT messages, and both hold them.
exchange() {
    publish "$1" "$3" first
    publish "$2" "$3" second
    total=$((total + 2 * $3))
    wait_until "nodes $1 and $2 hold $total messages" both_hold "$1" "$2" $total
}

# miss A B COUNT: A is killed and misses COUNT messages of B, which it gets when it is back.
miss() {
    kill_node "$1"
    publish "$2" "$3" missed
    total=$((total + $3))
    start_node "$1"
    wait_until "node $1 is live again" is_live "$1"
    wait_until "nodes $1 and $2 hold $total messages" both_hold "$1" "$2" $total
}

tell_of_two_versions() {
    heading "Messages between today's node and $other"
    total=0
    programs_for[$old]=$theirs programs_for[$new]=$todays
    start_node "$old"
    start_node "$new"
    wait_until "both nodes are live" both_are_live "$old" "$new"
    exchange "$old" "$new" 20
    good "both are live and hold the $total messages of both"
    miss "$new" "$old" 30
    good "today's node caught up from the other"
    miss "$old" "$new" 30
    good "the other caught up from today's node"
    stop_node "$old" || die "the other node ended with status $?."
    programs_for[$old]=$todays
    start_node "$old"
    wait_until "both nodes are live" both_are_live "$old" "$new"
    exchange "$old" "$new" 5
    good "today's program goes on with the other's log"
    stop_node "$old" && stop_node "$new"
}

# tell_of_members FOUNDER'S-PROGRAMS JOINER'S-PROGRAMS WHAT
tell_of_members() {
    local code
    rm -f "$folder/$founder".* "$folder/$joiner".*
    unset "run_of[$founder]" "run_of[$joiner]" "published_at[$founder]" "published_at[$joiner]"
    programs_for[$founder]=$1 programs_for[$joiner]=$2
    total=0
    "$1/gossip-node" create --db "$folder/$founder.sqlite" --name founder >"$folder/create.out" 2>&1 ||
        die "no network could be made." "$(cat "$folder/create.out")"
    start_node "$founder"
    wait_until "the founder gives a code" invites
    code=$(sed -nE 's/.*"code":"([^"]*)".*/\1/p' "$folder/invite.out")
    "$2/gossip-node" join --db "$folder/$joiner.sqlite" --name joiner "$code" >"$folder/join.out" 2>&1 ||
        die "$3 could not join." "$(cat "$folder/join.out")"
    start_node "$joiner"
    wait_until "both members are live" both_are_live "$founder" "$joiner"
    exchange "$founder" "$joiner" 5
    good "$3 joined, and both members hold the messages of both"
    stop_node "$joiner" && stop_node "$founder"
}

invites() {
    "${programs_for[$founder]}/gossip-node" invite --db "$folder/$founder.sqlite" -o json \
        --address "127.0.0.1:$founder" >"$folder/invite.out" 2>&1
}

try_versions() {
    read_versions_arguments "$@"
    old=$base_port new=$((base_port + 10)) founder=$((base_port + 20)) joiner=$((base_port + 30))
    ports=("$old" "$new" "$founder" "$joiner")
    require_free_ports
    heading "Building both"
    build_both
    folder=$(mktemp -d "${TMPDIR:-/tmp}/gossip-log-versions.XXXXXX")
    trap clean_up_versions EXIT
    trap 'failed=yes; bad "the trial itself failed, at ${BASH_SOURCE[0]##*/} line $LINENO"' ERR
    tell_of_two_versions
    heading "Invitations between them"
    tell_of_members "$theirs" "$todays" "today's node, invited by the other,"
    tell_of_members "$todays" "$theirs" "the other, invited by today's node,"
    heading "All of it was so."
}

clean_up_versions() {
    kill_all_nodes
    if [ $failed = yes ]; then
        printf '\n  The logs and all that the nodes said are in %s\n' "$folder"
    else
        rm -rf "$folder"
    fi
}
