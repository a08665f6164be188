/// How far a reader of a log has come.
struct Cursor: Equatable {
    /// The log it belongs to: the 16 random bytes made with the file, in hex.
    let log: String
    /// The arrival number of the last message printed; 0 before the first.
    let arrival: Int64

    private static let heading = "gossip-log cursor 1"

    /// The text that a cursor file holds.
    var text: String {
        "\(Self.heading)\nlog \(log)\narrival \(arrival)\n"
    }

    init(log: String, arrival: Int64) {
        self.log = log
        self.arrival = arrival
    }

    /// Reads the text of a cursor file; nil if it is not one.
    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, lines[0] == Self.heading, lines[3].isEmpty,
            lines[1].hasPrefix("log "), lines[2].hasPrefix("arrival "),
            let arrival = Int64(lines[2].dropFirst(8)), arrival >= 0
        else { return nil }
        log = String(lines[1].dropFirst(4))
        self.arrival = arrival
    }
}
