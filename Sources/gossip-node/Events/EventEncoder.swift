/// Turns events into the bytes of standard output.
protocol EventEncoder {
    /// Appends one whole line, its newline included, for what happened at a time in milliseconds since
    /// 1970.
    mutating func encode(_ event: OutputEvent, at milliseconds: UInt64, into output: inout [UInt8])
    /// True when messages of the node itself are lines too, and not only their acknowledgements.
    var showsOwnMessages: Bool { get }
    /// Appends what must stand after the last line of a batch, for example a progress bar.
    mutating func finishBatch(into output: inout [UInt8])
}
