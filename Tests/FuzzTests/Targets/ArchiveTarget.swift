import GossipText
import GossipWire

/// An archive of messages, or a line of one in JSON: the same items however it arrives, and every byte is accounted for.
///
/// ```
/// 0  1  the length of the pieces it arrives in, less one
/// 1  …  the archive
/// ```
enum ArchiveTarget {
    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        var input = InputBytes(bytes)
        let pieceLength = Int(input.byte()) + 1
        let archive = input.everything()
        let items = try read(archive, every: archive.count + 1)
        let again = try read(archive, every: pieceLength)
        try require(
            joined(items) == joined(again),
            "items do not depend on how the archive arrives"
        )
        // The same bytes as a line of the other form, in JSON.
        if let message = try? ArchiveLine.decode(archive[...]) {
            try MessageTarget.check(message.encoded)
        }
    }

    private static func read(
        _ bytes: [UInt8],
        every length: Int
    ) throws(FuzzFinding) -> [ArchiveDecoder.Item] {
        var decoder = ArchiveDecoder()
        var items: [ArchiveDecoder.Item] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + length)
            decoder.append(bytes[start..<end])
            while let item = decoder.next(isFinal: false) { items.append(item) }
            start = end
        }
        while let item = decoder.next(isFinal: true) { items.append(item) }
        try require(decoder.offset == UInt64(bytes.count), "every byte is dealt with")
        return items
    }

    /// Damage may come in several pieces; together it is the same.
    private static func joined(_ items: [ArchiveDecoder.Item]) -> [ArchiveDecoder.Item] {
        items.reduce(into: []) { joined, item in
            if case .damage(let length) = item, case .damage(let before) = joined.last {
                joined[joined.count - 1] = .damage(length: before + length)
            } else {
                joined.append(item)
            }
        }
    }
}
