import NodeProcesses

/// A body with the number of the message and its due time: `0000000042 0000012345678901234 xxx…`.
struct MeshBody {
    /// Digits of the number and of the time in nanoseconds, each followed by a space.
    static let headLength = numberLength + 1 + timeLength + 1
    private static let numberLength = 10
    private static let timeLength = 19

    let number: Int
    let time: UInt64

    init(number: Int, time: UInt64) {
        self.number = number
        self.time = time
    }

    /// Reads it back, of a body or a tag; `nil` for anything else.
    init?(_ bytes: UnsafeRawBufferPointer?) {
        guard let bytes, bytes.count >= Self.headLength - 1,
            let number = Self.number(bytes, 0..<Self.numberLength),
            let time = Self.number(
                bytes,
                (Self.numberLength + 1)..<(Self.numberLength + 1 + Self.timeLength)
            )
        else { return nil }
        self.init(number: number, time: UInt64(time))
    }

    /// Appends the line that publishes it, with number and time as the tag too.
    func appendLine(bodyBytes: Int, to line: inout [UInt8]) {
        line.append(contentsOf: #"{"body":""#.utf8)
        appendHead(to: &line)
        line.append(UInt8(ascii: " "))
        line.append(
            contentsOf: repeatElement(UInt8(ascii: "x"), count: max(0, bodyBytes - Self.headLength))
        )
        line.append(contentsOf: #"","tag":""#.utf8)
        appendHead(to: &line)
        line.append(contentsOf: "\"}\n".utf8)
    }

    private func appendHead(to line: inout [UInt8]) {
        Self.append(UInt64(number), digits: Self.numberLength, to: &line)
        line.append(UInt8(ascii: " "))
        Self.append(time, digits: Self.timeLength, to: &line)
    }

    private static func append(_ value: UInt64, digits: Int, to line: inout [UInt8]) {
        let start = line.count
        var value = value
        line.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: digits))
        for index in stride(from: start + digits - 1, through: start, by: -1) {
            line[index] = UInt8(ascii: "0") + UInt8(value % 10)
            value /= 10
        }
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            guard let digit = bytes[index].decimalDigit else { return nil }
            value = value &* 10 &+ digit
        }
        return value < 0 ? nil : value
    }
}
