/// Turns events into the bytes of standard output.
protocol EventEncoder {
    /// Appends one whole line, its newline included.
    mutating func encode(_ event: OutputEvent, into output: inout [UInt8])
    /// Appends what must stand after the last line of a batch, for example a progress bar.
    mutating func finishBatch(into output: inout [UInt8])
}
