/// The answering side of a session: one frame in, one frame out.
///
/// It keeps nothing from one frame to the next, and learns nothing about the difference; the client
/// does. Not for use after `receive` has thrown a storage failure.
public struct ReconciliationServer<Storage: ReconciliationStorage> {
    private var writer: RangeWriter<Storage>
    private var lists: ListMatching

    /// Makes a server for a set of items.
    ///
    /// - Parameters:
    ///   - storage: The items, unchanged while the session lasts.
    ///   - profile: How ranges are split and answered.
    ///   - frameSizeLimit: The most bytes of a frame this side sends: 0 for no limit, or 4,096 and more.
    public init(
        storage: Storage,
        profile: ReconciliationProfile = .reference,
        frameSizeLimit: Int = 0
    ) {
        writer = RangeWriter(storage: storage, profile: profile, frameSizeLimit: frameSizeLimit)
        lists = ListMatching()
    }

    /// Answers a frame of the client.
    ///
    /// A frame of another protocol version is answered with the one byte of the version spoken here.
    ///
    /// - Parameter frame: The bytes as they came.
    /// - Returns: The frame to send back.
    /// - Throws: `malformed`, before anything was read from the storage; `storage`;
    ///   `frameSizeLimitTooSmall`.
    public mutating func receive(
        _ frame: [UInt8]
    ) throws(ReconciliationError<Storage.Failure>) -> [UInt8] {
        try writer.checkFrameSizeLimit()
        var reader = FrameReader(frame)
        do throws(MalformedFrame) {
            guard try reader.open() == protocolVersion else { return [protocolVersion] }
        } catch {
            throw .malformed(error)
        }
        writer.begin()
        while let range = reader.nextOfOpen() {
            do throws(Storage.Failure) {
                guard try answer(range, of: reader) else { break }
            } catch {
                throw .storage(error)
            }
        }
        return writer.frame.finish()
    }

    /// Answers one range; `false` when that closed the frame.
    private mutating func answer(
        _ range: FrameRange,
        of reader: FrameReader
    ) throws(Storage.Failure) -> Bool {
        let upper = range.upperBound
        let own = try writer.ownRange(upTo: upper)
        switch range.payload {
        case .skip:
            writer.skip(to: upper, index: own.upperBound)
            return true
        case .fingerprint(let theirs):
            if try writer.agrees(theirs, on: own) {
                writer.skip(to: upper, index: own.upperBound)
                return true
            }
            if writer.knowsEmpty(theirs, upTo: upper) {
                return try writer.writeList(own, upTo: upper)
            }
            if let index = try writer.loneItem(in: own, upTo: upper, theirs: theirs) {
                return try writer.writeLoneItem(at: index, in: own, upTo: upper)
            }
            return try writer.refine(own, upTo: upper, theirs: theirs)
        case .idList(let list):
            if !writer.profile.isReference && list.count > 0 {
                lists.removeAll()
                reader.append(list, to: &lists.theirs)
                if try writer.writeDifference(from: &lists, own, upTo: upper) { return true }
            }
            return try writer.writeList(own, upTo: upper)
        }
    }
}
