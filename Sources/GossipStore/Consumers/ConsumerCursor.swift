package import GossipWire

/// The position of a consumer in a log: the content of its cursor file.
package struct ConsumerCursor: Equatable {
    /// A group of messages that arrived after one another, is read in the order of times, and has not
    /// been read to its end.
    package struct Window: Equatable {
        /// The arrival number of the last message to arrive in it.
        package let through: UInt64
        /// The last message of it that was printed; nil before the first.
        package let printed: MessageID?

        /// Makes the note of a window.
        package init(through: UInt64, printed: MessageID?) {
            self.through = through
            self.printed = printed
        }
    }

    /// The log it belongs to: the 16 random bytes made with the file, in hex.
    package let log: String
    /// The arrival number up to which all is printed; 0 before the first message.
    package let arrival: UInt64
    /// The window behind that number, while it is printed.
    package let window: Window?
    /// The end of the output so far; nil when it did not go to a file.
    package let output: OutputPosition?

    /// No cursor file is longer; a longer one is something else.
    package static let lengthMax = 4096
    private static let heading = "gossip-log cursor 1"

    /// The text that a cursor file holds.
    package var text: String {
        "\(Self.heading)\nlog \(log)\narrival \(arrival)\n"
            + (window.map { "window \($0.text)\n" } ?? "")
            + (output.map { "output \($0.text)\n" } ?? "")
    }

    /// Makes a cursor.
    package init(
        log: String,
        arrival: UInt64,
        window: Window? = nil,
        output: OutputPosition? = nil
    ) {
        self.log = log
        self.arrival = arrival
        self.window = window
        self.output = output
    }

    /// Reads the text of a cursor file; nil if it is not one.
    package init?(text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst().map({ $0 == Self.heading }) ?? false,
            let log = Self.value(of: "log", &lines),
            let arrival = Self.value(of: "arrival", &lines).flatMap({ UInt64($0) })
        else { return nil }
        self.log = String(log)
        self.arrival = arrival
        if let text = Self.value(of: "window", &lines) {
            guard let window = Window(text: text) else { return nil }
            self.window = window
        } else {
            window = nil
        }
        if let text = Self.value(of: "output", &lines) {
            guard let output = OutputPosition(text: text) else { return nil }
            self.output = output
        } else {
            output = nil
        }
        guard lines.count == 1, lines.first?.isEmpty == true else { return nil }
    }

    /// The value of the next line, if that line has this name.
    private static func value(of name: String, _ lines: inout ArraySlice<Substring>) -> Substring? {
        guard let line = lines.first, line.hasPrefix(name + " ") else { return nil }
        lines.removeFirst()
        return line.dropFirst(name.count + 1)
    }
}

extension ConsumerCursor.Window {
    fileprivate var text: String { "\(through)" + (printed.map { " \($0.hex)" } ?? "") }

    fileprivate init?(text: Substring) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard let through = words.first.flatMap({ UInt64($0) }), words.count <= 2 else {
            return nil
        }
        self.through = through
        guard words.count == 2 else {
            printed = nil
            return
        }
        guard words[1].utf8.count == 64, let bytes = Hexadecimal.decode(String(words[1])),
            let printed = MessageID(bytes: bytes)
        else { return nil }
        self.printed = printed
    }
}
