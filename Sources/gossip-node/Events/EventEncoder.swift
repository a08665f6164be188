/// Turns events into the bytes of standard output.
protocol EventEncoder {
    /// Appends one whole line, its newline included, for what happened at a time in milliseconds since
    /// 1970.
    mutating func encode(_ event: OutputEvent, at milliseconds: UInt64, into output: inout [UInt8])
    /// True when messages of the node itself are lines too, and not only their acknowledgements.
    var showsOwnMessages: Bool { get }
    /// Appends what is due by this time behind the lines of a batch, the last of the run or not.
    mutating func finishBatch(
        at milliseconds: UInt64,
        isLast: Bool,
        into output: inout [UInt8]
    )
    /// The bar at the foot of the terminal; `nil` when there is none.
    var bar: ProgressBar? { get }
    /// True when the next batch may be due without a further event.
    var isWaiting: Bool { get }
}

extension EventEncoder {
    mutating func finishBatch(
        at milliseconds: UInt64,
        isLast: Bool,
        into output: inout [UInt8]
    ) {}

    var bar: ProgressBar? { nil }
    var isWaiting: Bool { false }
}
