/// The version byte of Protocol V1.
let protocolVersion: UInt8 = 0x61

/// The kind of a range's content, by its number on the wire.
enum RangeMode: UInt64 {
    /// Nothing: the sender is done with the range.
    case skip = 0
    /// The fingerprint of the sender's items.
    case fingerprint = 1
    /// The identifiers of the sender's items.
    case idList = 2
}

/// One range of a received frame; it begins where the range before it ended.
struct FrameRange {
    /// The content of the range.
    enum Payload {
        case skip
        case fingerprint(Fingerprint)
        case idList(IDListSlice)
    }

    let upperBound: Bound
    let payload: Payload
}

/// The position of an id list's identifiers in a frame.
struct IDListSlice {
    let offset: Int
    let count: Int
}
