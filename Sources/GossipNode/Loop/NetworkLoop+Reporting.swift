import GossipCore
import GossipStore
import GossipText
import GossipWire
import Logging
import NIOCore

/// Reports of the core and the writer, as events for people and programs.
extension NetworkLoop {
    func report(_ report: NodeReport) {
        switch report {
        case .phase: tellState()
        case .peer(let report): self.report(report)
        case .muted(let record):
            logger.warning(
                "A peer broke the protocol again and again: nothing that it brings is taken in for a while.",
                metadata: [
                    "node": "\(record.node.hex)", "strikes": "\(record.strikes)",
                    "until": "\(TimeFormat.machine(record.mutedUntil))",
                ]
            )
        case .absent: tellState()
        // Of a live node those who answer matter.
        case .forgotten: if core.node.phase == .alone { tellState() }
        case .slept(let milliseconds):
            logger.notice(
                "The clocks moved apart: the machine slept or its clock was set. Catching up again.",
                metadata: ["milliseconds": "\(milliseconds)"]
            )
        case .mayPublish(let hasAsked):
            services.writer.allowPublishing()
            if hasAsked {
                logger.notice("The peers were asked for messages of this node; publishing goes on.")
            } else {
                services.events.emit(.error(Self.unaskedText))
            }
        case .isSelf(let address):
            names?.foundSelf(at: address)
            tellState()
        case .runsTwice(let node, let address): reportClone(of: node, at: address)
        case .member(let change): self.report(change)
        }
    }

    private func reportClone(of node: AuthorKey, at address: PeerAddress) {
        let name = core.roster?.pass(of: node).flatMap { DisplayName.shown($0.name) }
        services.events.emit(
            .error(
                "\(name.map { "\($0), " } ?? "")node \(node.hex.prefix(8)) runs twice, the last time met at "
                    + "\(address): two programs use its key, as after a disk was cloned. Stop one of them, delete "
                    + "its FILE.key and FILE.own, and join it anew"
            )
        )
    }

    private func report(_ peer: PeerStatusReport) {
        names?.peerChanged(peer.address, isUp: peer.status != .down)
        var metadata: Logger.Metadata = [
            "peer": "\(peer.address)", "name": "\(peer.name)", "status": "\(peer.status.rawValue)",
        ]
        if let absence = peer.absence { metadata["reason"] = "\(absence.rawValue)" }
        logger.debug("A peer has another status.", metadata: metadata)
        guard peer.status != .unknown else { return }
        services.events.emit(.peer(PeerChange(peer)))
        tellState()
    }

    /// Tells of the authors that are convicted for the first time; their messages are counted.
    func report(_ convictions: [Conviction]) {
        guard let first = convictions.first(where: \.isFirst) else { return }
        let authors = convictions.count(where: \.isFirst)
        logger.warning(
            """
            An author signs later messages and not the ones they name: its message was removed, and its \
            messages are checked one by one from now on.
            """,
            metadata: [
                "author": "\(first.author.hex)", "message": "\(first.id.hex)",
                "authors": "\(authors)",
            ]
        )
    }

    /// Between two reports of what was dropped.
    static let dropReportTimeAmount = TimeAmount.minutes(1)

    /// The drops so far, by reason.
    var drops: DropCounts {
        DropCounts(
            core.node.counters,
            socket?.counts,
            streams: sessions?.failures ?? [:],
            observationsLeftOut: observationsLeftOut
        )
    }

    /// Tells what was dropped since the last time, now and then.
    func reportDrops() {
        let now = NIODeadline.now()
        guard now >= nextDropReport else { return }
        nextDropReport = now + Self.dropReportTimeAmount
        let drops = drops
        log(drops.since(toldDrops), "Dropped in the last minute.")
        toldDrops = drops
    }

    func log(_ drops: [String: UInt64], _ title: Logger.Message) {
        guard !drops.isEmpty else { return }
        logger.info(title, metadata: drops.mapValues { "\($0)" })
    }

    /// Said at the start of a node whose log may lack own messages.
    static let doubtText =
        "the log may be older than what this node has published: it was restored from a backup or set "
        + "aside. What is published now waits until the peers have returned what they hold, at most "
        + "a minute."

    private static let unaskedText =
        "no peer could be asked for messages of this node that its log may have lost. Publishing goes "
        + "on; numbers used before may be used again, which peers report as a fork."

    /// The state now.
    var state: NodeState {
        NodeState(
            core.node.phase,
            peers: core.node.tally,
            absent: core.node.absentPeers(countMax: NodeState.absentCountMax),
            messageCount: core.node.digest.count
        )
    }

    /// Tells the state when it is another than last told.
    ///
    /// Further peers may have come in the same turn: what is told is the state now.
    func tellState() {
        let state = state
        guard toldState.map({ !state.isSame(as: $0) }) ?? true else { return }
        toldState = state
        logger.debug(
            "The state of the node: \(state.reason).",
            metadata: [
                "state": "\(state.phase.rawValue)", "known": "\(state.peers.known)",
                "reached": "\(state.peers.reached)", "equal": "\(state.peers.equal)",
            ]
        )
        services.events.emit(.state(state))
    }

    /// Tells that own messages carry earlier times than the last one; once a setting of the clock.
    func reportClock(setBack milliseconds: UInt64) {
        let text =
            "the clock was set back: this node's messages carry times "
            + "\(TimeFormat.span(milliseconds: milliseconds)) before that of its last one. Their "
            + "numbers keep the order. See that the clock is right."
        logger.notice("\(text)")
        services.events.emit(.error(text))
    }

    func tell(_ forks: [Fork]) {
        for fork in forks { services.events.emit(.fork(fork)) }
    }

    func report(_ overtaken: OvertakenConsumer) {
        logger.warning("\(overtaken.text)")
        services.events.emit(.error(overtaken.text))
    }

    func report(_ trouble: WriterBatch.Trouble) {
        switch trouble {
        case .full(let text):
            logger.error("\(text)")
            services.events.emit(.error(text))
        case .recovered:
            logger.notice("The log can be written again.")
        case .fatal(let error):
            onFatal(error)
        }
    }
}
