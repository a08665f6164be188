/// Reads choices and pieces off an input, the same for the same bytes; zeros behind its end.
struct InputBytes {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isEmpty: Bool { rest.isEmpty }

    /// The next byte.
    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// The next byte as a number below a limit.
    mutating func choice(of count: Int) -> Int { Int(byte()) % count }

    /// The next two bytes, big-endian.
    mutating func word() -> Int { Int(byte()) << 8 | Int(byte()) }

    /// A piece behind a length of two bytes, cut where the input ends.
    mutating func piece() -> [UInt8] {
        let count = min(word(), rest.count)
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// All that is left.
    mutating func everything() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }
}
