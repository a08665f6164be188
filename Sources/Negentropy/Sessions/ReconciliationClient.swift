/// The asking side of a session, which learns the difference of the two sets.
///
/// Send the frame of `initiate`; then give each answer to `receive` and send what it returns, until
/// it returns `nil`. Identifiers are reported once each, as soon as they are known; only a server that
/// lists one in two ranges, against the protocol, has it needed twice. A session that has thrown is over.
///
/// Equal fingerprints are no proof against an author who grinds identifiers, and a faulty server
/// can make a difference look settled: confirm a result before acting on it.
public struct ReconciliationClient<Storage: ReconciliationStorage> {
    private enum Phase {
        case idle
        case awaitingAnswer
        case ended
    }

    private var phase = Phase.idle
    private var writer: RangeWriter<Storage>
    private var report = DifferenceReport()
    private var progress: SessionProgress

    /// Makes a client for a set of items.
    ///
    /// - Parameters:
    ///   - storage: The items, unchanged while the session lasts.
    ///   - profile: How ranges are split and answered.
    ///   - frameSizeLimit: The most bytes of a frame this side sends: 0 for no limit, or 4,096 and more.
    ///   - roundsMax: The most answers that are taken. A frame limit of 4 KiB costs a round for about
    ///     120 missing items.
    public init(
        storage: Storage,
        profile: ReconciliationProfile = .reference,
        frameSizeLimit: Int = 0,
        roundsMax: Int = 1 << 20
    ) {
        writer = RangeWriter(storage: storage, profile: profile, frameSizeLimit: frameSizeLimit)
        progress = SessionProgress(roundsMax: roundsMax)
    }

    /// Starts the session over all items.
    ///
    /// - Returns: The first frame to send.
    /// - Throws: `outOfTurn` the second time; `storage`; `frameSizeLimitTooSmall`.
    public mutating func initiate() throws(ReconciliationError<Storage.Failure>) -> [UInt8] {
        try initiate { (writer) throws(Storage.Failure) in
            try writer.writeOpening()
        }
    }

    /// Starts the session with a hint: what the two sides do not share most likely lies from a bound on.
    ///
    /// The frame carries one fingerprint of what lies before the bound, and the identifiers from there
    /// on. When the hint is right, the first answer holds the whole difference; when it is not,
    /// the session goes on as any other. With infinity it is one question of 20 bytes: are we equal?
    ///
    /// - Parameter bound: Where the tail begins. All own identifiers from here on are sent.
    /// - Returns: The first frame to send.
    /// - Throws: `outOfTurn` the second time; `storage`; `frameSizeLimitTooSmall`.
    public mutating func initiate(
        tailFrom bound: Bound
    ) throws(ReconciliationError<Storage.Failure>) -> [UInt8] {
        try initiate { (writer) throws(Storage.Failure) in
            try writer.writeOpening(tailFrom: bound)
        }
    }

    /// Starts the session with the identifiers of some ranges, and fingerprints of what lies between.
    ///
    /// For ranges in which the two sides are known to differ although their fingerprints may not show it:
    /// a list is compared item by item.
    ///
    /// - Parameter ranges: Ascending, apart from each other, at most so many identifiers as fit the frame
    ///   size limit; what does not fit is compared by fingerprint.
    /// - Returns: The first frame to send.
    /// - Throws: `outOfTurn` the second time; `storage`; `frameSizeLimitTooSmall`.
    public mutating func initiate(
        listing ranges: [Range<Bound>]
    ) throws(ReconciliationError<Storage.Failure>) -> [UInt8] {
        try initiate { (writer) throws(Storage.Failure) in
            try writer.writeOpening(listing: ranges)
        }
    }

    private mutating func initiate(
        _ write: (inout RangeWriter<Storage>) throws(Storage.Failure) -> Void
    ) throws(ReconciliationError<Storage.Failure>) -> [UInt8] {
        guard phase == .idle else { throw .outOfTurn }
        try writer.checkFrameSizeLimit()
        do throws(Storage.Failure) {
            try write(&writer)
        } catch {
            phase = .ended
            throw .storage(error)
        }
        phase = .awaitingAnswer
        return writer.frame.finish()
    }

    /// Takes an answer of the server.
    ///
    /// - Parameters:
    ///   - frame: The bytes as they came.
    ///   - have: Gains identifiers that this side has and the server does not.
    ///   - need: Gains identifiers that the server has and this side does not.
    /// - Returns: The next frame to send, or `nil` when the difference is complete.
    /// - Throws: `malformed` or `unsupportedVersion`, before anything was reported; `noProgress`,
    ///   `tooManyRounds`, `outOfTurn`, `storage`.
    public mutating func receive(
        _ frame: [UInt8],
        have: inout [ItemID],
        need: inout [ItemID]
    ) throws(ReconciliationError<Storage.Failure>) -> [UInt8]? {
        guard phase == .awaitingAnswer else { throw .outOfTurn }
        phase = .ended
        guard progress.admitsRound() else { throw .tooManyRounds }
        var reader = FrameReader(frame)
        let version: UInt8
        do throws(MalformedFrame) {
            version = try reader.open()
        } catch {
            throw .malformed(error)
        }
        guard version == protocolVersion else { throw .unsupportedVersion(version) }
        writer.begin()
        while let range = reader.nextOfOpen() {
            do throws(Storage.Failure) {
                guard try answer(range, of: reader) else { break }
            } catch {
                throw .storage(error)
            }
        }
        let hasSettled = report.endFrame(have: &have, need: &need)
        if writer.frame.isEmpty { return nil }
        guard progress.admits(hasSettled: hasSettled) else { throw .noProgress }
        phase = .awaitingAnswer
        return writer.frame.finish()
    }

    /// Answers one range; `false` when that closed the frame.
    private mutating func answer(
        _ range: FrameRange,
        of reader: FrameReader
    ) throws(Storage.Failure) -> Bool {
        let lower = writer.cursor.bound
        let upper = range.upperBound
        let own = try writer.ownRange(upTo: upper)
        switch range.payload {
        case .skip:
            break
        case .fingerprint(let theirs):
            if try writer.agrees(theirs, on: own) {
                report.settle(from: lower, to: upper)
            } else if writer.knowsEmpty(theirs, upTo: upper) {
                try report.compare(own, of: writer.storage, from: lower, to: upper)
            } else if let index = try writer.loneItem(in: own, upTo: upper, theirs: theirs) {
                try report.have(at: index, of: writer.storage, from: lower, to: upper)
            } else {
                return try writer.refine(own, upTo: upper, theirs: theirs)
            }
        case .idList(let list):
            reader.append(list, to: &report.lists.theirs)
            try report.compare(own, of: writer.storage, from: lower, to: upper)
        }
        writer.skip(to: upper, index: own.upperBound)
        return true
    }
}
