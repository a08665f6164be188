/// The position of a consumer in a log: the content of its cursor file.
package struct ConsumerCursor: Equatable {
    /// The log it belongs to: the 16 random bytes made with the file, in hex.
    package let log: String
    /// The arrival number of the last message printed; 0 before the first.
    package let arrival: UInt64
    /// The end of that message's output; nil when it did not go to a file.
    package let output: OutputPosition?

    /// No cursor file is longer; a longer one is something else.
    package static let lengthMax = 4096
    private static let heading = "gossip-log cursor 1"

    /// The text that a cursor file holds.
    package var text: String {
        "\(Self.heading)\nlog \(log)\narrival \(arrival)\n"
            + (output.map { "output \($0.text)\n" } ?? "")
    }

    /// Makes a cursor.
    package init(log: String, arrival: UInt64, output: OutputPosition? = nil) {
        self.log = log
        self.arrival = arrival
        self.output = output
    }

    /// Reads the text of a cursor file; nil if it is not one.
    package init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard (4...5).contains(lines.count), lines[0] == Self.heading,
            lines[lines.count - 1].isEmpty,
            lines[1].hasPrefix("log "), lines[2].hasPrefix("arrival "),
            let arrival = UInt64(lines[2].dropFirst(8))
        else { return nil }
        log = String(lines[1].dropFirst(4))
        self.arrival = arrival
        guard lines.count == 5 else {
            output = nil
            return
        }
        guard lines[3].hasPrefix("output "),
            let output = OutputPosition(text: lines[3].dropFirst(7))
        else { return nil }
        self.output = output
    }
}
