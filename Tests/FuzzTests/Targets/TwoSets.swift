import Negentropy
import TestSupport

/// Two sets of items made of a short description, and how they differ.
///
/// Each run of items is four bytes:
/// ```
/// 0  1  bits 0–1 who has it: both, client, server, each item one of the three
///       bits 2–3 the time between items: 0, 1, 100, 2^40
///       bits 4–5 the ids: any, beginning with the time, alike up to the last bytes, ascending
///       bit  6   sixteen times as many items
/// 1  1  how many items, less one
/// 2  2  the seed of the ids
/// ```
struct TwoSets {
    private(set) var client: [Item] = []
    private(set) var server: [Item] = []
    /// The ids that only the client has, ascending.
    private(set) var have: [ItemID] = []
    /// The ids that only the server has, ascending.
    private(set) var need: [ItemID] = []
    private var known: Set<ItemID> = []

    private static let itemsMax = 12_000

    init(reading input: inout InputBytes) {
        var timestamp: UInt64 = 1_000
        while !input.isEmpty, known.count < Self.itemsMax {
            let kind = input.byte()
            let count = (Int(input.byte()) + 1) * (kind & 64 == 0 ? 1 : 16)
            var random = SeededGenerator(seed: UInt64(input.word()))
            let step: UInt64 = [0, 1, 100, 1 << 40][Int(kind >> 2 & 3)]
            for number in 0..<count {
                timestamp += step
                let id = Self.id(kind >> 4 & 3, number, timestamp, &random)
                let owner = kind & 3 == 3 ? UInt8(random.next() % 3) : kind & 3
                add(Item(timestamp: timestamp, id: id), owner: owner)
            }
        }
        have.sort()
        need.sort()
    }

    private mutating func add(_ item: Item, owner: UInt8) {
        // Negentropy's items are one a timestamp and id; the same id twice means nothing to it.
        guard known.insert(item.id).inserted else { return }
        if owner != 2 { client.append(item) }
        if owner != 1 { server.append(item) }
        if owner == 1 { have.append(item.id) }
        if owner == 2 { need.append(item.id) }
    }

    private static func id(
        _ kind: UInt8,
        _ number: Int,
        _ timestamp: UInt64,
        _ random: inout SeededGenerator
    ) -> ItemID {
        switch kind {
        case 0: ItemID(random.next(), random.next(), random.next(), random.next())
        case 1:
            ItemID(
                timestamp << 16 | random.next() >> 48,
                random.next(),
                random.next(),
                random.next()
            )
        // Random at the end all the same: sums of ids that are not can be equal by design.
        case 2: ItemID(7, 7, 7, random.next())
        default: ItemID(UInt64(number), timestamp, random.next(), random.next())
        }
    }
}
