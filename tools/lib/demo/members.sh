# The part of the story about a network with members, and one node that is none. Sourced after story.sh,
# never run.

network_of_its_own() {
    local folder=$folder/network founder=${ports[0]} second=$middle stranger=${ports[2]} port
    heading "10. A network of its own: one node makes it, one is invited, one has no pass, and one is removed"
    mkdir "$folder"
    for port in "$founder" "$second" "$stranger"; do
        unset "run_of[$port]" "published_at[$port]"
    done
    make_and_join
    publish "$founder" 5 minutes
    publish "$second" 5 minutes
    wait_until "both members hold 10 messages" all_hold 10 "$founder" "$second"
    check "$founder and $second are members, live, and hold the same messages" \
        same "$(fingerprint_of "$founder")" "$(fingerprint_of "$second")"
    ask_without_keys
    ask_without_pass
    remove_second
    for port in "$founder" "$second"; do
        check "$port said goodbye and ended with status 0" stop_node "$port"
    done
}

make_and_join() {
    "$programs/gossip-node" create --db "$folder/$founder.sqlite" --name founder >"$folder/create.out" ||
        die "no network could be made."
    start_node "$founder"
    wait_until "node $founder gives a code" gives_code
    "$programs/gossip-node" join --db "$folder/$second.sqlite" --name second \
        "$(sed -nE 's/.*"code":"([^"]*)".*/\1/p' "$folder/invite.out")" >"$folder/join.out" ||
        die "the code did not let node $second in."
    start_node "$second"
    wait_until "both members are live" both_are_live "$founder" "$second"
}

gives_code() {
    "$programs/gossip-node" invite --db "$folder/$founder.sqlite" -o json \
        --address "127.0.0.1:$founder" >"$folder/invite.out" 2>&1
}

both_are_live() { is_live "$1" && is_live "$2"; }

ask_without_keys() {
    start_node "$stranger"
    wait_until "node $stranger has asked in vain" is_alone "$stranger"
    kill_node "$stranger"
    said=$(events "$stranger" state | tail -n 1 | sed -nE 's/.*"reason":"([^"]*)".*/\1/p')
    say "$stranger, without the keys of the network, says: $said"
    check "it got no answer, and says so" contains "$said" "no answer"
    check "$founder counts what it refused" \
        contains "$("$programs/gossip-node" status --db "$folder/$founder.sqlite" -o json)" \
        '"handshake-refused":'
    check "the log of $stranger holds nothing" holds "$stranger" 0
}

# Somebody has a backup of the log, and the keys besides.
ask_without_pass() {
    local log=$folder/stolen.sqlite status=0
    "$programs/gossip-log" backup --db "$folder/$founder.sqlite" "$log" >/dev/null 2>&1
    cp "$folder/$founder.sqlite.network" "$log.network"
    said=$("$programs/gossip-node" --db "$log" --listen "127.0.0.1:$stranger" \
        --peer "127.0.0.1:$founder" </dev/null 2>&1) || status=$?
    said=${said#*: }
    say "with a copy of the log and the keys, without a pass: ${said%% Is *}"
    check "it does not start, and says why" contains "$said" "has no pass that counts"
    check "its status is 1" same $status 1
}

remove_second() {
    said=$("$programs/gossip-node" remove --db "$folder/$founder.sqlite" second) ||
        die "the member cannot be removed."
    say "$founder says: ${said##*$'\n'}"
    check "its messages are kept as far as $founder has them" contains "$said" "up to number 5"
    wait_until "both are alone" both_are_alone "$founder" "$second"
    said=$(events "$second" state | tail -n 1 | sed -nE 's/.*"reason":"([^"]*)".*/\1/p')
    say "$second, which was removed, says: $said"
    check "it knows that it was removed" contains "$said" "was removed from the network"
    publish "$second" 3 minutes
    wait_until "$second has 13 messages" all_hold 13 "$second"
    check "what it publishes now stays with it" holds "$founder" 10
}

both_are_alone() { is_alone "$1" && is_alone "$2"; }

is_alone() { [ "$(state_of "$1")" = alone ]; }

contains() { [[ $1 == *"$2"* ]]; }
