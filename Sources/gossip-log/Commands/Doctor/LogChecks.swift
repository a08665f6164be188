import GossipStore
import GossipText
import GossipWire

/// Checks of the log itself: its contents, the ends of its node's runs, its peers.
struct LogChecks {
    let path: String
    let clock: WallClock

    /// A longer write-ahead log than checkpoints leave behind.
    private static let writeAheadLogBytesMax = 256 << 20
    /// Runs looked at for their ends.
    private static let runsMax = 10
    /// A message may be from so far ahead, in milliseconds; live relay refuses more.
    private static let aheadMax: UInt64 = 600_000

    func findings() -> [Finding] {
        do {
            let reader = try ReadableLog.open(path)
            return [
                try overview(reader), writeAheadLog(), try runs(reader), try peers(reader),
                try newest(reader), try convicted(reader), try foreign(reader),
                try guests(reader),
                bounds(try reader.logDescription().scope),
            ].compactMap(\.self)
        } catch let error as StoreError {
            return [.problem("log", error.description, "")]
        } catch let error as CommandFailure {
            return [.problem("log", error.message, "")]
        } catch {
            return [.problem("log", "cannot read \(path): \(error).", "")]
        }
    }

    private func overview(_ reader: LogReader) throws(StoreError) -> Finding {
        let count = Quantity.messages(try reader.count())
        let use = LogReader.isInUse(path: path) ? "a node runs on it" : "no node runs on it"
        return .good("log", "\(path) reads: \(count), \(use). gossip-log verify checks them all.")
    }

    private func writeAheadLog() -> Finding? {
        let bytes = FileStatus.bytes(of: LogPath(path).writeAheadLog)
        guard bytes > Self.writeAheadLogBytesMax else { return nil }
        return .problem(
            "log",
            "its write-ahead log has grown to \(Quantity.bytes(bytes)).",
            "A program that keeps the log open in one long transaction does that; end it. Starting "
                + "the node takes the space back."
        )
    }

    private func runs(_ reader: LogReader) throws(StoreError) -> Finding? {
        let runs = try RunReport.all(reader, path: path).suffix(Self.runsMax)
        let killed = runs.filter { $0.end == .unknown }.count
        guard killed > 0 else { return nil }
        return .note(
            "runs",
            runs.count == 1
                ? "the last run did not end in order."
                : "\(killed) of the last \(runs.count) runs did not end in order.",
            "Nothing acknowledged is lost by that. gossip-log sessions shows when; look there in the "
                + "system's journal for the cause."
        )
    }

    private func peers(_ reader: LogReader) throws(StoreError) -> Finding {
        let peers = try reader.peers()
        let up = peers.filter { $0.status == .up }.count
        guard !peers.isEmpty else {
            return .note(
                "peers",
                "no peer is known.",
                "Name one with gossip-node --peer, or this log is the only copy."
            )
        }
        guard up == 0 else {
            let known = Quantity.count(peers.count, "known peer", "known peers")
            return .good("peers", "\(up) of \(known) answered last time.")
        }
        return .note(
            "peers",
            peers.count == 1
                ? "the one known peer did not answer last time."
                : "none of \(peers.count) known peers answered last time.",
            "gossip-log peers shows them; look at the network and the firewall (UDP and TCP)."
        )
    }

    /// Looks for messages removed by a clock that was ahead, which the node asks for again.
    func bounds(_ scope: Scope) -> Finding? {
        let bound = scope.latestBound
        guard bound > clock.now + Self.aheadMax else { return nil }
        let time = TimeFormat.people(bound, in: clock.zone)
        return .problem(
            "clock",
            "messages were removed by a clock that showed \(time), "
                + "\(TimeFormat.span(milliseconds: bound - clock.now)) from now. Until that is taken back this "
                + "log refuses messages that others keep.",
            "See that the clock is right, and let the node run for two minutes: it takes that back, and its "
                + "peers bring the messages again."
        )
    }

    private func convicted(_ reader: LogReader) throws(StoreError) -> Finding? {
        let authors = try reader.convictedAuthors()
        guard let first = authors.sorted().first else { return nil }
        return .note(
            "authors",
            authors.count == 1
                ? "author \(first.hex) signed a message that names another one it had not signed."
                : "\(authors.count) authors signed messages that name others they had not signed, "
                    + "author \(first.hex) among them.",
            "Those others were removed, and are gaps that nobody can fill. The program that writes for "
                + "such an author is broken, or lies."
        )
    }

    private func foreign(_ reader: LogReader) throws(StoreError) -> Finding? {
        let authors = try reader.foreignAuthors()
        guard !authors.isEmpty else { return nil }
        return .note(
            "authors",
            "messages of \(Quantity.count(authors.count, "author", "authors")) stay in this log and go to "
                + "nobody, since no member of its network is called so: "
                + authors.map(\.hex).joined(separator: ", ") + ".",
            "If they belong to the network, let an admin admit each: gossip-node admit --author-only KEY."
        )
    }

    private func guests(_ reader: LogReader) throws(StoreError) -> Finding? {
        let isClosed = try reader.logDescription().scope.isClosedToGuests
        let cut = try reader.cuts().count { $0.reason == .guest }
        guard isClosed || cut > 0 else { return nil }
        return .note(
            "authors",
            isClosed
                ? "authors without a pass have used up their room: nothing more of them is taken in."
                : "\(Quantity.count(cut, "author", "authors")) without a pass wrote more than a day's worth: "
                    + "the rest is taken in tomorrow.",
            "Retention makes room. A larger --keep-size of the node gives them more; an admin admits those who "
                + "belong here: gossip-node admit --author-only KEY."
        )
    }

    private func newest(_ reader: LogReader) throws -> Finding? {
        guard let newest = try reader.newestTime(), newest > clock.now + Self.aheadMax else {
            return nil
        }
        return .problem(
            "clock",
            "the newest message is of \(TimeFormat.people(newest, in: clock.zone)), "
                + "\(TimeFormat.span(milliseconds: newest - clock.now)) ahead of this machine's clock.",
            "If this clock is right, its author's is wrong; gossip-log -n 1 shows who."
        )
    }
}
