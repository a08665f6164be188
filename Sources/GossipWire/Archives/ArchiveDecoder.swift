/// Reads an ``Archive`` piece by piece, and finds its way through damaged ones.
///
/// A value that is fed bytes and asked for what they hold: no file, no state outside. It keeps one record
/// at most beside the bytes that were fed and not yet asked for, about 1 MiB, whatever the bytes say.
/// What it gives is well-formed; whether it is authentic, ``MessageVerifier`` tells.
public struct ArchiveDecoder: Sendable {
    /// An item of the archive.
    public enum Item: Equatable, Sendable {
        /// A record with a well-formed message.
        case message(Message)
        /// So many bytes that are no record: damaged, or not ours.
        case damage(length: Int)
        /// The end of an archive, and how many records it should have.
        case end(count: UInt64)
    }

    /// The bytes not yet done with.
    private var bytes: [UInt8] = []
    /// The index of the next item among them.
    private var start = 0
    /// Bytes of the whole archive that are done with.
    public private(set) var offset: UInt64 = 0
    /// The offset in the whole archive at which the last item taken off began, in bytes.
    public private(set) var itemOffset: UInt64 = 0

    /// Makes one that has been fed nothing.
    public init() {}

    /// Feeds more bytes.
    public mutating func append(_ more: some Collection<UInt8>) {
        // Taken off at once rather than with each item, which would move the rest each time.
        bytes.removeSubrange(..<start)
        start = 0
        bytes.append(contentsOf: more)
    }

    /// Takes off the next item.
    ///
    /// - Parameter isFinal: No more bytes will come, so that what is cut off is damage.
    /// - Returns: The item, or `nil` when more bytes are needed for it, or all are done with.
    public mutating func next(isFinal: Bool) -> Item? {
        while start < bytes.count {
            switch look(at: start, isFinal: isFinal) {
            case .item(let item, let length):
                itemOffset = offset
                advance(by: length)
                return item
            case .heading: advance(by: Archive.heading.count)
            case .needsMore: return nil
            case .nothing: return skipDamage(isFinal: isFinal)
            }
        }
        return nil
    }

    /// The bytes that begin at a position.
    private enum Look {
        case item(Item, length: Int)
        case heading
        /// It may be something, with more bytes.
        case needsMore
        case nothing
    }

    /// Passes over bytes that are no item, up to the next that are or may be one.
    private mutating func skipDamage(isFinal: Bool) -> Item {
        var end = start + 1
        search: while end < bytes.count {
            if Self.canBegin(bytes[end]) {
                switch look(at: end, isFinal: isFinal) {
                case .nothing: break
                case .item, .heading, .needsMore: break search
                }
            }
            end += 1
        }
        let length = end - start
        itemOffset = offset
        advance(by: length)
        return .damage(length: length)
    }

    private mutating func advance(by length: Int) {
        start += length
        offset += UInt64(length)
    }

    private static func canBegin(_ byte: UInt8) -> Bool {
        byte == Archive.recordMark[0] || byte == Archive.heading[0]
    }

    private func look(at position: Int, isFinal: Bool) -> Look {
        let rest = bytes[position...]
        let isCut = { (length: Int) in rest.count < length }
        for (mark, whole) in [
            (Archive.heading, Archive.heading.count), (Archive.endMark, Archive.endLength),
            (Archive.recordMark, Archive.recordHeadLength),
        ] where rest.prefix(mark.count).elementsEqual(mark.prefix(rest.count)) {
            if isCut(whole) { return isFinal ? .nothing : .needsMore }
            if mark == Archive.heading { return .heading }
            if mark == Archive.endMark {
                return .item(.end(count: integer(at: position + 4)), length: whole)
            }
            return lookAtRecord(position, isFinal: isFinal)
        }
        return .nothing
    }

    private func lookAtRecord(_ position: Int, isFinal: Bool) -> Look {
        let length = Int(integer(at: position + 4) as UInt32)
        let content = position + Archive.recordHeadLength
        guard (Message.overhead...Message.encodedLengthMax).contains(length) else {
            return .nothing
        }
        guard bytes.count - content >= length else { return isFinal ? .nothing : .needsMore }
        // A stranger's file can hold a mark every few bytes, each with the length of the longest message:
        // only what will be taken is copied.
        let isWellFormed = bytes[content..<(content + length)].withUnsafeBytes {
            Message.isWellFormed($0)
        }
        guard isWellFormed,
            let message = try? Message(decoding: Array(bytes[content..<(content + length)]))
        else { return .nothing }
        return .item(.message(message), length: Archive.recordHeadLength + length)
    }

    private func integer<Value: FixedWidthInteger>(at position: Int) -> Value {
        bytes.withUnsafeBytes {
            Value(bigEndian: $0.loadUnaligned(fromByteOffset: position, as: Value.self))
        }
    }
}
