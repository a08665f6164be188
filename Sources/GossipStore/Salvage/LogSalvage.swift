internal import GossipWire

/// Writes a fresh log with every message of a damaged one that can still be found and verified.
///
/// Nothing in the damaged file is trusted but signatures, and nothing in it is changed. The messages
/// arrive in the new log anew; peers, runs and arrival times stay behind. The records of the network come
/// along where their table can be read.
public struct LogSalvage {
    private static let batchMax = 1_000
    private static let batchBytesMax = 8 << 20

    private let pages: PageImages
    private let log: MessageLog
    private let reader: LogReader
    private let time: UInt64
    private var report = SalvageReport()

    /// Saves what there is in a damaged log.
    ///
    /// - Parameters:
    ///   - path: The damaged log; its write-ahead log beside it is read too.
    ///   - target: Where the new log goes; there must be nothing.
    ///   - wallMilliseconds: The time of this machine's clock, in milliseconds since 1970.
    ///   - progress: Called now and then with the part that is done, from 0 to 1.
    /// - Returns: What was saved.
    /// - Throws: ``StoreError`` when the damaged log cannot be read or is in use, and when the new one
    ///   cannot be written.
    public static func run(
        from path: String,
        to target: String,
        at wallMilliseconds: UInt64,
        progress: (Double) -> Void = { _ in }
    ) throws(StoreError) -> SalvageReport {
        try LogFile.requireReadable(path)
        guard !FileLock.isHeld(of: LogPath(path)) else {
            throw StoreError(
                .locked,
                "salvage",
                path,
                reason: "a node uses it",
                hint: "Stop that node first."
            )
        }
        guard !DraftFile.isTaken(target) else {
            throw StoreError(
                .misuse,
                "salvage into",
                target,
                reason: "there is a file already",
                hint: "Name a file that does not exist."
            )
        }
        try LogFile.makeEmpty(target, like: path)
        let log = try MessageLog.open(path: target, at: wallMilliseconds, version: "salvage")
        var salvage = LogSalvage(
            file: DamagedFile(path: path),
            writeAheadLog: DamagedFile(path: LogPath(path).writeAheadLog),
            log: log,
            reader: try LogReader.open(path: target),
            at: wallMilliseconds
        )
        var report = try salvage.run(progress: progress)
        try salvage.saveNetwork(of: path)
        try log.close(clean: true, at: wallMilliseconds)
        report.counted = try? LogReader.open(path: path).count()
        return report
    }

    /// Prepares a salvage of bytes into an open log.
    package init(
        file: DamagedFile,
        writeAheadLog: DamagedFile,
        log: MessageLog,
        reader: LogReader,
        at wallMilliseconds: UInt64
    ) {
        pages = PageImages(file: file, writeAheadLog: writeAheadLog)
        self.log = log
        self.reader = reader
        time = wallMilliseconds
    }

    /// Goes through all pages.
    package mutating func run(
        progress: (Double) -> Void = { _ in }
    ) throws(StoreError) -> SalvageReport {
        var carver = MessageCarver(pages: pages)
        var batch: [Message] = []
        var bytes = 0
        for index in 0..<pages.count {
            for message in carver.messages(inImage: index) {
                batch.append(message)
                bytes += message.encoded.count
            }
            guard batch.count >= Self.batchMax || bytes >= Self.batchBytesMax else { continue }
            try save(batch)
            (batch, bytes) = ([], 0)
            progress(Double(index) / Double(pages.count))
        }
        try save(batch)
        report.saved = log.count
        return report
    }

    /// Takes over the network and its records where their tables can be read.
    ///
    /// They are not searched for: what is lost comes from the peers again, and each is signed.
    private func saveNetwork(of path: String) throws(StoreError) {
        guard let damaged = try? LogReader.open(path: path), let network = try? damaged.network()
        else { return }
        let records = ((try? damaged.networkRecords()) ?? []).filter {
            $0.network == network && $0.isAuthentic
        }
        try log.enter(network, with: records)
    }

    /// Stores those of a batch that are signed or vouched for, and new.
    private mutating func save(_ batch: [Message]) throws(StoreError) {
        let known = try reader.contains(batch.map(\.id))
        let new = zip(batch, known).filter { !$0.1 }.map(\.0)
        let verdicts = MessageVerifier.judge(new)
        report.unauthentic += verdicts.count { $0 == .forged }
        let incoming = zip(new, verdicts).filter { $0.1 != .forged }.map {
            Incoming(message: $0.0, via: .catchUp, isUnchecked: $0.1 == .vouched)
        }
        guard !incoming.isEmpty else { return }
        _ = try log.append(incoming, at: time)
        if log.needsCheckpoint { try log.checkpoint() }
    }
}
