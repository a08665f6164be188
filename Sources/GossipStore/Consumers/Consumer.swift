/// A reader of a log that goes on at the position in its cursor file.
public struct Consumer: Hashable, Sendable {
    /// The absolute path of its cursor file.
    public let cursorFile: String
    /// The arrival number of the last message that it has read; `nil` when the cursor file is there but
    /// cannot be read from here.
    public let arrival: UInt64?
    /// When the cursor file was last written, in milliseconds since 1970.
    public let lastSeenMilliseconds: UInt64

    /// True when it may not have read the message with an arrival number.
    public func mayLack(_ arrival: UInt64) -> Bool { self.arrival.map { $0 < arrival } ?? true }
}
