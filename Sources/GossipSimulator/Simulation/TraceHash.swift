/// A running hash of all events (FNV-1a over words): equal seeds must give equal hashes.
struct TraceHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ word: UInt64) {
        mix(word)
        mix(word >> 32 | word << 32)
    }

    mutating func mix(_ word: UInt64) {
        value = (value ^ word) &* 0x100_0000_01b3
        value ^= value >> 29
    }
}
