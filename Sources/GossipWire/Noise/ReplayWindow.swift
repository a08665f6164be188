/// The counters that a receiver has seen, so that no datagram is taken twice (RFC 6479).
///
/// Counters may come in any order within the window. It is a ring of 64-bit words, of which one is about to be
/// reused: moving on clears words, and shifts nothing.
package struct ReplayWindow: Equatable, Sendable {
    /// The first counter that is refused: long before it wraps, a key must be given up.
    package static let counterLimit = UInt64.max - 1 << 13

    private static let wordBits: UInt64 = 64

    /// The number of counters behind the newest that may still come.
    package var size: UInt64 { UInt64(words.count - 1) * Self.wordBits }

    private var words: [UInt64]
    private var newest: UInt64 = 0

    /// Makes a window of 4,032 counters, in half a kilobyte.
    package init() { self.init(wordCount: 64) }

    /// Makes a window of a power of two of words.
    package init(wordCount: Int) {
        precondition(wordCount > 1 && wordCount & (wordCount - 1) == 0, "a power of two")
        words = Array(repeating: 0, count: wordCount)
    }

    /// True for a counter that has not come yet and may still come; changes nothing.
    ///
    /// A datagram is opened only then, and marked only once it is authentic.
    package func isNew(_ counter: UInt64) -> Bool {
        guard counter < Self.counterLimit else { return false }
        if counter > newest { return true }
        return newest - counter <= size && words[place(of: counter)] & Self.bit(of: counter) == 0
    }

    /// Notes a counter that is new, of an authentic datagram.
    package mutating func mark(_ counter: UInt64) {
        guard isNew(counter) else { return }
        if counter > newest {
            let (first, last) = (newest / Self.wordBits + 1, counter / Self.wordBits)
            if first <= last {
                let count = min(last - first + 1, UInt64(words.count))
                for word in (last - count + 1)...last { words[Int(word % UInt64(words.count))] = 0 }
            }
            newest = counter
        }
        words[place(of: counter)] |= Self.bit(of: counter)
    }

    private func place(of counter: UInt64) -> Int {
        Int(counter / Self.wordBits % UInt64(words.count))
    }

    private static func bit(of counter: UInt64) -> UInt64 { 1 << (counter % wordBits) }
}
