/// A strict decoder of frames, range by range.
///
/// ```
/// frame   version (0x61)  range*
/// range   bound  mode (varint)  payload
/// bound   timestamp (varint: 0 = infinity, else 1 + difference)  length (varint)  prefix (length)
/// payload skip: nothing   fingerprint: 16 bytes   id list: count (varint), count × 32 bytes
/// ```
/// It holds no more than the frame, and compares every length with the bytes that are left.
struct FrameReader {
    private let frame: [UInt8]
    private var offset = 0
    private var lastBound = Bound.zero

    init(_ frame: [UInt8]) {
        self.frame = frame
    }

    /// Reads the version byte, which comes first.
    mutating func version() throws(MalformedFrame) -> UInt8 {
        guard let version = frame.first else { throw fault(.empty) }
        guard version & 0xF0 == 0x60 else { throw fault(.notAVersion) }
        offset = 1
        return version
    }

    /// Reads the next range; `nil` at the end of the frame.
    mutating func nextRange() throws(MalformedFrame) -> FrameRange? {
        if offset == frame.count { return nil }
        let start = offset
        let closed = lastBound.isInfinity
        let bound = try bound()
        let range = FrameRange(upperBound: bound, payload: try payload())
        if closed && !isReferenceTrailer(range) { throw fault(.afterInfinity, at: start) }
        return range
    }

    /// Reads the version and, when it is the one spoken here, judges all ranges and keeps none, so
    /// that nothing of a malformed frame is ever used.
    mutating func open() throws(MalformedFrame) -> UInt8 {
        let version = try version()
        if version == protocolVersion {
            var reader = self
            while try reader.nextRange() != nil {}
        }
        return version
    }

    /// Reads the next range of a frame that `open` has judged; `nil` at its end.
    mutating func nextOfOpen() -> FrameRange? {
        try? nextRange()
    }

    /// Appends the identifiers of an id list of this frame.
    func append(_ list: IDListSlice, to ids: inout [ItemID]) {
        ids.reserveCapacity(ids.count + list.count)
        frame.withUnsafeBytes { bytes in
            for index in 0..<list.count {
                let start = list.offset + index * ItemID.length
                ids.append(ItemID(loading: bytes, at: start))
            }
        }
    }

    /// True when this is the one thing that may follow infinity.
    ///
    /// The reference ends a frame that reached its size limit with a fingerprint of the rest, also when
    /// an id list up to infinity has just ended it and nothing is left.
    private func isReferenceTrailer(_ range: FrameRange) -> Bool {
        guard case .fingerprint(.empty) = range.payload else { return false }
        return offset == frame.count
    }

    private mutating func bound() throws(MalformedFrame) -> Bound {
        let start = offset
        let timestamp = try timestamp()
        let lengthStart = offset
        let length = try varint()
        guard length <= UInt64(ItemID.length) else { throw fault(.prefixTooLong, at: lengthStart) }
        let prefix = try bytes(Int(length))
        if timestamp == .max && length > 0 { throw fault(.prefixAtInfinity, at: lengthStart) }
        let bound = Bound(
            timestamp: timestamp,
            id: ItemID(prefix: frame[prefix]),
            prefixLength: prefix.count
        )
        guard bound >= lastBound else { throw fault(.boundDescends, at: start) }
        lastBound = bound
        return bound
    }

    private mutating func timestamp() throws(MalformedFrame) -> UInt64 {
        let start = offset
        let encoded = try varint()
        if encoded == 0 { return .max }
        let (timestamp, overflow) = lastBound.timestamp.addingReportingOverflow(encoded - 1)
        if lastBound.isInfinity { throw fault(.afterInfinity, at: start) }
        guard !overflow && timestamp < .max else { throw fault(.timestampTooLarge, at: start) }
        return timestamp
    }

    private mutating func payload() throws(MalformedFrame) -> FrameRange.Payload {
        let start = offset
        switch RangeMode(rawValue: try varint()) {
        case .skip:
            return .skip
        case .fingerprint:
            let range = try bytes(Fingerprint.length)
            guard let fingerprint = Fingerprint(bytes: frame[range]) else {
                throw fault(.truncated, at: start)
            }
            return .fingerprint(fingerprint)
        case .idList:
            let count = try varint()
            guard count <= UInt64((frame.count - offset) / ItemID.length) else {
                throw fault(.listTooLong, at: start)
            }
            let range = try bytes(Int(count) * ItemID.length)
            return .idList(IDListSlice(offset: range.lowerBound, count: Int(count)))
        case nil:
            throw fault(.unknownMode, at: start)
        }
    }

    private mutating func varint() throws(MalformedFrame) -> UInt64 {
        let start = offset
        var number: UInt64 = 0
        while offset < frame.count {
            let byte = frame[offset]
            if offset == start && byte == 0x80 { throw fault(.varintPadded, at: start) }
            guard number <= UInt64.max >> 7 else { throw fault(.varintTooLarge, at: start) }
            number = number << 7 | UInt64(byte & 0x7F)
            offset += 1
            if byte & 0x80 == 0 { return number }
        }
        throw fault(.truncated, at: start)
    }

    private mutating func bytes(_ count: Int) throws(MalformedFrame) -> Range<Int> {
        guard count <= frame.count - offset else { throw fault(.truncated) }
        let range = offset..<offset + count
        offset = range.upperBound
        return range
    }

    private func fault(_ reason: MalformedFrame.Reason, at position: Int? = nil) -> MalformedFrame {
        MalformedFrame(reason: reason, offset: position ?? offset)
    }
}
