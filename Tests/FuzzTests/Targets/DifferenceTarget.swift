import Negentropy

/// Both ends of Negentropy over two sets: have and need come out exact, whatever the sets, the
/// profiles, the limits and the tail hint.
///
/// ```
/// 0  1  profiles: bit 0 client, bit 1 server (1 = reference); bits 2–3 the hint: none, zero,
///       infinity, at an item
/// 1  2  the client's frame size limit: 0 none, n 4,095 + n
/// 3  2  the server's
/// 5  1  which item the hint is at, from the newest
/// 6  …  runs of items, four bytes each: see ``TwoSets``
/// ```
enum DifferenceTarget {
    private static let roundsMax = 20_000

    static func check(_ bytes: [UInt8]) throws {
        var input = InputBytes(bytes)
        let choices = input.byte()
        let limits = (client: limit(input.word()), server: limit(input.word()))
        let hintDistance = Int(input.byte())
        let sets = TwoSets(reading: &input)
        var client = ReconciliationClient(
            storage: SortedItems(sets.client),
            profile: choices & 1 == 0 ? .tuned : .reference,
            frameSizeLimit: limits.client
        )
        var server = ReconciliationServer(
            storage: SortedItems(sets.server),
            profile: choices & 2 == 0 ? .tuned : .reference,
            frameSizeLimit: limits.server
        )
        var have: [ItemID] = []
        var need: [ItemID] = []
        var rounds = 0
        var question: [UInt8]? =
            try hint(choices, distance: hintDistance, sets).map {
                try client.initiate(tailFrom: $0)
            } ?? client.initiate()
        while let asked = question {
            rounds += 1
            try require(rounds <= roundsMax, "a session ends")
            try require(limits.client == 0 || asked.count <= limits.client, "a limited question")
            let answer = try server.receive(asked)
            try require(limits.server == 0 || answer.count <= limits.server, "a limited answer")
            question = try client.receive(answer, have: &have, need: &need)
        }
        try require(have.sorted() == sets.have, "have is exact: \(have.count), \(sets.have.count)")
        try require(need.sorted() == sets.need, "need is exact: \(need.count), \(sets.need.count)")
    }

    private static func limit(_ word: Int) -> Int { word == 0 ? 0 : 4_095 + word }

    private static func hint(_ choices: UInt8, distance: Int, _ sets: TwoSets) -> Bound? {
        switch choices >> 2 & 3 {
        case 0: nil
        case 1: .zero
        case 2: .infinity
        default: sets.server.sorted().dropLast(distance).last.map { Bound($0) } ?? .zero
        }
    }
}
