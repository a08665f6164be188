import TestSupport

@testable import Negentropy

/// Frames of a hostile peer: they decode canonically, and a client or server ends, goes on, or answers
/// within its limit.
///
/// ```
/// 0  1  the side: 0 server, 1 client, 2 client with a tail hint; + 4 reference profile
/// 1  1  the items: 0 none, 1 one, 2 a log of 600, 3 items that share a timestamp
/// 2  1  the frame size limit: 0 none, n 4,095 + n
/// 3  …  server: one frame; client: frames, each behind a length of two bytes
/// ```
enum NegentropyTarget {
    static func check(_ bytes: [UInt8]) throws {
        var input = InputBytes(bytes)
        let side = input.byte()
        let items = storages[input.choice(of: storages.count)]
        let limitByte = Int(input.byte())
        let limit = limitByte == 0 ? 0 : 4_095 + limitByte
        let profile: ReconciliationProfile = side & 4 == 0 ? .tuned : .reference
        if side & 3 == 0 {
            try checkServer(items, profile, limit, frame: input.everything())
        } else {
            let tail = side & 3 == 2 ? items.items.dropLast(40).last.map { Bound($0) } : nil
            try checkClient(items, profile, limit, tailFrom: tail, &input)
        }
    }

    private static func checkServer(
        _ items: SortedItems,
        _ profile: ReconciliationProfile,
        _ limit: Int,
        frame: [UInt8]
    ) throws {
        try checkEncoding(frame)
        var server = ReconciliationServer(
            storage: items,
            profile: profile,
            frameSizeLimit: limit
        )
        guard let answer = try? server.receive(frame) else { return }
        try require(limit == 0 || answer.count <= limit, "an answer is within the limit")
        try checkEncoding(answer)
        // The peer's ids cost it 32 bytes each; what it draws out is a frame and every item once.
        let most = 64 * (frame.count + items.count + 1)
        try require(answer.count <= most, "\(frame.count) bytes draw \(answer.count)")
    }

    private static func checkClient(
        _ items: SortedItems,
        _ profile: ReconciliationProfile,
        _ limit: Int,
        tailFrom tail: Bound?,
        _ input: inout InputBytes
    ) throws {
        var client = ReconciliationClient(
            storage: items,
            profile: profile,
            frameSizeLimit: limit,
            roundsMax: 64
        )
        var have: [ItemID] = []
        var need: [ItemID] = []
        var question = try tail.map { try client.initiate(tailFrom: $0) } ?? client.initiate()
        var received = 0
        while !input.isEmpty {
            try require(limit == 0 || question.count <= limit, "a question is within the limit")
            try checkEncoding(question)
            let frame = input.piece()
            received += frame.count
            try checkEncoding(frame)
            guard let next = try? client.receive(frame, have: &have, need: &need) else { break }
            question = next
        }
        try require(Set(have).count == have.count, "an id is reported once as had")
        // A hostile server may list an id in two ranges, and it is needed twice, 32 bytes each time.
        try require(need.count <= received / 32, "an id that is needed has come")
        let own = Set(items.items.map(\.id))
        try require(own.isSuperset(of: have), "only own items are had")
    }

    /// A frame that decodes encodes to the same bytes.
    private static func checkEncoding(_ frame: [UInt8]) throws {
        var reader = FrameReader(frame)
        guard (try? reader.open()) == protocolVersion else { return }
        var writer = FrameWriter()
        writer.begin()
        while let range = reader.nextOfOpen() {
            switch range.payload {
            case .skip: writer.skip(to: range.upperBound)
            case .fingerprint(let fingerprint):
                writer.fingerprint(fingerprint, upTo: range.upperBound)
            case .idList(let list):
                var ids: [ItemID] = []
                reader.append(list, to: &ids)
                writer.idList(count: ids.count, upTo: range.upperBound)
                for id in ids { writer.append(id) }
            }
        }
        try require(writer.bytes == frame, "a frame encodes to the bytes it came from")
    }

    static let storages = [
        SortedItems([]),
        SortedItems([Item(timestamp: 1_000, id: ItemID(1, 2, 3, 4))]),
        log(count: 600, apart: 100),
        log(count: 300, apart: 0),
    ]

    private static func log(count: Int, apart: UInt64) -> SortedItems {
        var random = SeededGenerator(seed: 17)
        return SortedItems(
            (0..<UInt64(count)).map { number in
                Item(
                    timestamp: 1_000 + number * apart,
                    id: ItemID(random.next(), random.next(), random.next(), random.next())
                )
            }
        )
    }
}
