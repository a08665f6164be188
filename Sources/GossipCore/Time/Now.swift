/// The two clocks at the time of an input, since the core has none.
public struct Now: Equatable, Sendable {
    /// Nanoseconds since an arbitrary time; never goes back.
    ///
    /// A clock that counts on while the machine sleeps lets the core notice the sleep.
    public var monotonic: UInt64
    /// Milliseconds since the Unix epoch by the machine's clock, which may jump.
    public var wall: UInt64

    /// Makes a moment.
    public init(monotonic: UInt64, wall: UInt64) {
        self.monotonic = monotonic
        self.wall = wall
    }
}

/// Lengths of time in nanoseconds.
package enum Nanoseconds {
    package static func milliseconds(_ count: UInt64) -> UInt64 { count * 1_000_000 }
    package static func seconds(_ count: UInt64) -> UInt64 { count * 1_000_000_000 }
}
