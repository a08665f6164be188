# The six nodes in tmux panes to type into, and a seventh with a shell for queries. Sourced after
# graph.sh, never run. Uses a separate tmux server, so nobody's sessions or settings are touched.

run_interactive() {
    local port
    write_node_scripts
    write_query_settings
    tmux_server=(tmux -S "$folder/tmux" -f /dev/null)
    trap 'close_panes; clean_up' EXIT

    "${tmux_server[@]}" new-session -d -s demo -x "$(tput cols)" -y "$(tput lines)" \
        "$folder/node-${ports[0]}"
    name_pane "${ports[0]}"
    for port in "${ports[@]:1}"; do
        "${tmux_server[@]}" split-window -t demo "$folder/node-$port"
        name_pane "$port"
        "${tmux_server[@]}" select-layout -t demo tiled >/dev/null
    done
    "${tmux_server[@]}" split-window -t demo "bash --rcfile '$folder/queries'"
    name_pane queries
    "${tmux_server[@]}" select-layout -t demo tiled >/dev/null
    "${tmux_server[@]}" set -g mouse on \; set -g pane-border-status top \; \
        set -g pane-border-format ' #{@name} ' \; set -g status off \; set -g history-limit 10000
    # Ends with status 1 when the last pane closes, which is as good as leaving.
    TMUX='' "${tmux_server[@]}" attach -t demo || true
}

# Nodes first, by their own process ids, so that each can say goodbye.
close_panes() {
    local file pids=()
    for file in "$folder"/*.pid; do
        [ ! -e "$file" ] || pids+=("$(cat "$file")")
    done
    [ ${#pids[@]} -eq 0 ] || kill -TERM "${pids[@]}" 2>/dev/null || true
    for ((i = 0; i < 50; i++)); do
        compgen -G "$folder/*.pid" >/dev/null || break
        sleep 0.1
    done
    "${tmux_server[@]}" kill-server 2>/dev/null || true
}

# name_pane PORT|queries: the title of the pane made last.
name_pane() {
    local title=queries
    [ "$1" = queries ] ||
        title="$1, talks to $(peer_flags "$1" | sed -n 's/.*://p' | xargs)"
    "${tmux_server[@]}" set -p -t demo @name "$title"
}

# Each node is a separate script, so that it can be stopped and started again in its pane.
write_node_scripts() {
    local port flags
    for port in "${ports[@]}"; do
        flags=$(peer_flags "$port" | xargs)
        cat >"$folder/node-$port" <<END
#!/usr/bin/env bash
cd '$folder'
trap : INT
exec 3>&2 2>/dev/null # or bash would report a killed node too
while true; do
    # The shell that writes its process id becomes the node.
    bash -c 'echo "\$\$" >$port.pid; exec "\$@"' node \\
        '$programs/gossip-node' --db $port.sqlite --listen 127.0.0.1:$port $flags --static \\
        --name node-$port --topic chat --log-level error 2>&3 3>&-
    status=\$?
    rm -f $port.pid
    printf '\nNode $port ended with status %d. Enter starts it again.\n' \$status
    read -r || exit
done
END
        chmod +x "$folder/node-$port"
    done
}

write_query_settings() {
    cat >"$folder/queries" <<END
cd '$folder'
PATH='$programs':\$PATH
PS1='queries> '
cat <<'HELP'
Type a line into any node: it is signed, logged, and reaches all the others. A click or Ctrl-B and
an arrow key changes the pane, Ctrl-B z enlarges it. Ctrl-C in a node stops it, Enter starts it
again. This pane is a shell:

  crash $middle                           kills that node with SIGKILL
  gossip-log --db $middle.sqlite          its log, whether it runs or not
  gossip-log --db $middle.sqlite -f
  gossip-log --db $middle.sqlite -n 3 -o json
  leave                                ends all of it and removes the logs
HELP
crash() { kill -KILL "\$(cat "\$1.pid")"; }
leave() { tmux detach-client; }
END
}
