/// Counts by a name, of which strangers can invent any number.
struct Tally<Name: Hashable> {
    struct Entry {
        var messages = 0
        var bytes = 0
        /// The greatest time, in milliseconds since 1970.
        var latest: UInt64 = 0
    }

    /// Names counted apart; messages under any other are counted together.
    private static var namesMax: Int { 65_536 }

    private(set) var entries: [Name: Entry] = [:]
    /// Messages under names that there was no room for.
    private(set) var others = 0

    /// Counts a message.
    mutating func add(_ name: Name, bytes: Int, at milliseconds: UInt64) {
        guard entries.count < Self.namesMax || entries[name] != nil else {
            others += 1
            return
        }
        entries[name, default: Entry()].add(bytes, at: milliseconds)
    }
}

extension Tally.Entry {
    fileprivate mutating func add(_ bytes: Int, at milliseconds: UInt64) {
        messages += 1
        self.bytes += bytes
        latest = max(latest, milliseconds)
    }
}
