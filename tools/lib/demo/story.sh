# The story that tools/demo tells, one function a section. Sourced after nodes.sh, never run.

failures=0

# check TEXT COMMAND…: a claim of the story, and whether it is so.
check() {
    local claim=$1
    shift
    if "$@"; then
        good "$claim"
    else
        failures=$((failures + 1))
        bad "not so: $claim"
    fi
}

same() { [ "$1" = "$2" ]; }

tell_story() {
    local begun=$SECONDS
    start_all_nodes
    publish_at_three_nodes
    kill_the_middle
    publish_on_both_sides
    restart_the_middle
    query_its_log
    compare_all_logs
    stop_all_nodes
    network_of_its_own
    if [ $failures -gt 0 ]; then
        die "$failures of the claims above were not so; they are marked with ✗."
    fi
    heading "All of it was so ($(elapsed $begun))."
    say "Type into the nodes yourself:  tools/demo --interactive"
}

start_all_nodes() {
    local port
    heading "2. Six nodes start, and each talks to its neighbours only"
    draw_graph
    for port in "${ports[@]}"; do start_node "$port"; done
    wait_until "all six nodes are live" all_are_live
    good "all six are live: each has proved that it holds what its neighbours hold"
}

publish_at_three_nodes() {
    heading "3. Messages are published at three nodes"
    total=0
    publish_some "${ports[0]}" 12 harvest
    publish_some "$west" 12 weather
    publish_some "${ports[5]}" 12 traffic
    wait_until "all six logs hold $total messages" all_hold $total "${ports[@]}"
    show_logs
    check "all six logs hold the same $total messages" all_logs_are_equal
    show_ways "$(events "$west" published | tail -n 1 | field id)"
}

# publish_some PORT COUNT TOPIC
publish_some() {
    publish "$@"
    total=$((total + $2))
    say "$1 acknowledged $2 messages on \"$3\": they are signed, and durable in its log"
}

show_logs() {
    local port note
    printf '\n  %s%-6s %10s %11s   %s%s\n' "$bold" node published "in its log" \
        "fingerprint of its ids" "$plain"
    for port in "${ports[@]}"; do
        note=''
        is_running "$port" || note='   (down; its log is read all the same)'
        printf '  %-6s %10d %11d   %s%s\n' "$port" "${published_at[$port]:-0}" \
            "$(count_of "$port")" "$(fingerprint_of "$port")" "$note"
    done
    echo
}

# show_ways ID: the way of one message to each node, by whom each had it from first.
show_ways() {
    local port way node
    local -A had_from=()
    for port in "${ports[@]}"; do
        had_from[$port]=$(events "$port" message |
            awk -v id="\"id\":\"$1\"" 'index($0, id) && !found++' | field from | sed 's/.*://')
    done
    say "The ways of one message, ${dim}${1:0:16}…${plain}"
    for port in "${ports[@]}"; do
        way=$port node=${had_from[$port]}
        [ -n "$node" ] || continue
        while [ -n "$node" ] && [ ${#way} -lt 80 ]; do
            way="$node → $way" node=${had_from[$node]:-}
        done
        say "    $way"
    done
}

kill_the_middle() {
    heading "4. Node $middle is killed with SIGKILL: no goodbye, no chance to tidy up"
    before=$(fingerprint_of "$middle")
    kill_node "$middle"
    say "$west and $east hung on it alone, so each of them is cut off now as well."
}

publish_on_both_sides() {
    local beyond=("${ports[0]}" "${ports[2]}" "${ports[5]}") common=$total
    heading "5. The others publish on, also the two that are cut off"
    publish_some "${ports[0]}" 10 harvest
    publish_some "${ports[2]}" 10 repairs
    publish_some "$west" 6 weather
    publish_some "$east" 6 tides
    wait_until "$(printf '%s, ' "${beyond[@]}")hold what was published among them" \
        all_hold $((common + 20)) "${beyond[@]}"
    show_logs
    check "the cut is real: $west and $east hold their own six new messages and no others" \
        all_hold $((common + 6)) "$west" "$east"
    check "$middle kept all that it had when it was killed" \
        same "$before" "$(fingerprint_of "$middle")"
    missed=$((total - common))
}

restart_the_middle() {
    heading "6. Node $middle comes back, and asks for what it missed before it relays again"
    start_node "$middle"
    publish_some "${ports[5]}" 4 traffic
    wait_until "node $middle is live again" is_live "$middle"
    wait_until "all six logs hold $total messages" all_hold $total "${ports[@]}"
    show_catch_ups
    check "$middle went from catching up to live" went_through_catch_up
    check "$middle delivered the $missed messages it missed and the 4 new ones, each once" \
        delivered_once "$middle" 2 $((missed + 4))
}

went_through_catch_up() {
    events "$middle" state 2 | field state | tr '\n' ' ' | grep -q 'catching-up .*live ' &&
        events "$middle" catch-up 2 | grep -q '"done":true'
}

show_catch_ups() {
    local event
    printf '\n  %s%-18s %8s %9s %6s   %s%s\n' "$bold" "catch-up with" needed received sent "" "$plain"
    events "$middle" catch-up 2 | head -n 12 | while read -r event; do
        printf '  %-18s %8s %9s %6s   %s\n' "$(field peer <<<"$event")" \
            "$(field needed <<<"$event")" "$(field received <<<"$event")" \
            "$(field sent <<<"$event")" \
            "$([ "$(field done <<<"$event")" = true ] && echo 'done: proved equal' || echo '…')"
    done
    echo
    events "$middle" message 2 | field via | sort | uniq -c | while read -r count via; do
        say "$count of its messages came by $via"
    done
}

query_its_log() {
    local id log=("$programs/gossip-log" --db "$folder/$middle.sqlite")
    heading "7. What its log has to tell"
    say "${dim}gossip-log --db $middle.sqlite -n 5${plain}"
    "${log[@]}" -n 5 | sed 's/^/    /'
    say "${dim}gossip-log --db $middle.sqlite -t tides -o id | wc -l${plain}"
    printf '    %d\n' "$("${log[@]}" -t tides -o id | wc -l)"
    id=$(events "$middle" message 2 | field id | head -n 1)
    say "${dim}gossip-log --db $middle.sqlite show ${id:0:16}${plain}"
    "${log[@]}" show "${id:0:16}" | sed 's/^/    /'
    check "the log of $middle has $total messages by -o id | wc -l" holds "$middle" $total
    check "six of them are on the topic tides, which was cut off" \
        same "$("${log[@]}" -t tides -o id | wc -l)" 6
}

compare_all_logs() {
    local acknowledged_ids port
    heading "8. All six logs, side by side"
    wait_until "all six logs hold the same ids" all_logs_are_equal
    show_logs
    check "all six logs hold the same ids" all_logs_are_equal
    acknowledged_ids=$(for port in "${ports[@]}"; do events "$port" published | field id; done |
        LC_ALL=C sort)
    check "they are exactly the $total messages that were acknowledged" \
        same "$acknowledged_ids" "$(ids "${ports[0]}" | LC_ALL=C sort)"
    for port in "${ports[@]}"; do
        check "$port delivered every message of the others once" \
            delivered_once "$port" '*' $((total - ${published_at[$port]:-0}))
    done
}

# delivered_once PORT RUN COUNT: that many message events in that run (* for all), no id twice.
delivered_once() {
    local delivered
    delivered=$(events "$1" message "$2" | field id)
    [ "$(wc -l <<<"$delivered")" -eq "$3" ] && [ -z "$(sort <<<"$delivered" | uniq -d)" ]
}

stop_all_nodes() {
    local port
    heading "9. The nodes are asked to stop"
    for port in "${ports[@]}"; do
        check "$port said goodbye and ended with status 0" stop_node "$port"
    done
}
