import Negentropy
import TestSupport

/// Two random sets that differ in one of the ways logs come to differ.
struct TwoSets {
    var client: SortedItems
    var server: SortedItems
    /// The ids that only the client has, and those that only the server has, ascending.
    var have: [ItemID]
    var need: [ItemID]

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let count = [0, 1, 7, 33, 200, 700, 2_000].randomElement(using: &random) ?? 0
        let hasTimedIDs = Bool.random(using: &random)
        let itemsPerTimestamp = [1, 1, 3, 40, 5_000].randomElement(using: &random) ?? 1
        var all: [Item] = []
        var timestamp: UInt64 = Bool.random(using: &random) ? 0 : 1_700_000_000_000
        for _ in 0..<count {
            if random.below(itemsPerTimestamp) == 0 { timestamp += UInt64(random.below(2_000)) }
            all.append(
                Item(
                    timestamp: timestamp,
                    id: random.id(startingWith: hasTimedIDs ? timestamp : nil)
                )
            )
        }
        all.sort()
        let absentAtClient = TwoSets.absence(of: count, random: &random)
        let absentAtServer = TwoSets.absence(of: count, random: &random)
        self.init(all, absentAtClient: absentAtClient, absentAtServer: absentAtServer)
    }

    init(_ all: [Item], absentAtClient: [Bool], absentAtServer: [Bool]) {
        let numbers = all.indices
        client = SortedItems(numbers.filter { !absentAtClient[$0] }.map { all[$0] })
        server = SortedItems(numbers.filter { !absentAtServer[$0] }.map { all[$0] })
        have = numbers.filter { absentAtServer[$0] && !absentAtClient[$0] }.map { all[$0].id }
            .sorted()
        need = numbers.filter { absentAtClient[$0] && !absentAtServer[$0] }.map { all[$0].id }
            .sorted()
    }

    /// For each item whether one side lacks it: nothing, some anywhere, a stretch, the tail, or all.
    private static func absence(of count: Int, random: inout SeededGenerator) -> [Bool] {
        var absent = [Bool](repeating: false, count: count)
        guard count > 0 else { return absent }
        let middle = random.below(count)
        switch random.below(6) {
        case 0: break
        case 1: absent = absent.map { _ in random.below(50) == 0 }
        case 2: absent = absent.map { _ in random.below(3) == 0 }
        case 3: for index in middle..<min(count, middle + 300) { absent[index] = true }
        case 4: for index in middle..<count { absent[index] = true }
        default: absent = absent.map { _ in true }
        }
        return absent
    }
}
