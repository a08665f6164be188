/// Reads one flat JSON object strictly (RFC 8259): what a line of standard input is.
///
/// Values that are no string and no whole number come back by the name of their type only: no
/// field of an input line can be one, so the line is refused anyway.
struct JSONScanner {
    /// A value of the object.
    enum Value: Equatable {
        case string([UInt8])
        case integer(UInt64)
        /// Anything else, by the words for it: "an array", "true" …
        case other(String)
    }

    private let bytes: [UInt8]
    private var index = 0

    /// - Parameter bytes: valid UTF-8.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The members of the object in their order.
    ///
    /// Stops behind a value that is an array or object.
    mutating func object() throws(InputError) -> [(name: String, value: Value)] {
        var members: [(name: String, value: Value)] = []
        skipSpace()
        guard next() == UInt8(ascii: "{") else { throw syntax("an object must begin with {") }
        skipSpace()
        if peek() == UInt8(ascii: "}") {
            index += 1
        } else {
            while true {
                let member = try member()
                members.append(member)
                if case .other("an array") = member.value { return members }
                if case .other("an object") = member.value { return members }
                skipSpace()
                let separator = next()
                if separator == UInt8(ascii: "}") { break }
                guard separator == UInt8(ascii: ",") else { throw syntax(", or } is expected") }
                skipSpace()
            }
        }
        skipSpace()
        guard index == bytes.count else { throw syntax("nothing may follow the object") }
        return members
    }

    private mutating func member() throws(InputError) -> (name: String, value: Value) {
        guard next() == UInt8(ascii: "\"") else { throw syntax("a name in quotes is expected") }
        let name = String(decoding: try string(), as: UTF8.self)
        skipSpace()
        guard next() == UInt8(ascii: ":") else { throw syntax(": is expected") }
        skipSpace()
        return (name, try value())
    }

    private mutating func value() throws(InputError) -> Value {
        guard let first = peek() else { throw syntax("a value is expected") }
        switch first {
        case UInt8(ascii: "\""):
            index += 1
            return .string(try string())
        case UInt8(ascii: "["): return .other("an array")
        case UInt8(ascii: "{"): return .other("an object")
        case UInt8(ascii: "-"), 0x30...0x39: return try number()
        default: return try literal()
        }
    }

    private mutating func literal() throws(InputError) -> Value {
        for word in ["true", "false", "null"]
        where bytes[index...].starts(with: word.utf8) {
            index += word.utf8.count
            return .other(word)
        }
        throw syntax("a value is expected")
    }

    private mutating func number() throws(InputError) -> Value {
        let start = index
        while let byte = peek(), isNumberPart(byte) { index += 1 }
        let text = bytes[start..<index]
        // Only whole numbers that fit are told apart; "1.5", "-1" and "1e3" are no valid lifetime.
        var value: UInt64 = 0
        for byte in text {
            guard (0x30...0x39).contains(byte) else { return .other("not a whole number") }
            let (tens, overflowTens) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowSum) = tens.addingReportingOverflow(UInt64(byte - 0x30))
            if overflowTens || overflowSum { return .other("a number out of range") }
            value = sum
        }
        if text.count > 1 && text.first == 0x30 {
            index = start
            throw syntax("a number must not begin with 0")
        }
        return .integer(value)
    }

    private func isNumberPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    /// The rest of a string, behind its first quote.
    private mutating func string() throws(InputError) -> [UInt8] {
        var text: [UInt8] = []
        while true {
            let start = index
            while index < bytes.count, bytes[index] >= 0x20, bytes[index] != UInt8(ascii: "\""),
                bytes[index] != UInt8(ascii: "\\")
            {
                index += 1
            }
            text.append(contentsOf: bytes[start..<index])
            guard let byte = next() else { throw syntax("a string does not end") }
            if byte == UInt8(ascii: "\"") { return text }
            guard byte == UInt8(ascii: "\\") else {
                index -= 1
                throw syntax("a control character in a string must be escaped")
            }
            try escape(into: &text)
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(InputError) {
        guard let byte = next() else { throw syntax("a string does not end") }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: try unicode())
        default: throw syntax("an unknown escape stands in a string")
        }
    }

    /// `\uXXXX`, or two of them for what lies beyond U+FFFF.
    private mutating func unicode() throws(InputError) -> String.UTF8View {
        let first = try hexadecimal()
        var code = UInt32(first)
        if first & 0xfc00 == 0xd800 {
            guard next() == UInt8(ascii: "\\"), next() == UInt8(ascii: "u") else {
                throw syntax("half of a surrogate pair stands alone")
            }
            let second = try hexadecimal()
            guard second & 0xfc00 == 0xdc00 else {
                throw syntax("half of a surrogate pair stands alone")
            }
            code = 0x10000 + (UInt32(first & 0x3ff) << 10 | UInt32(second & 0x3ff))
        }
        guard let scalar = UnicodeScalar(code) else {
            throw syntax("half of a surrogate pair stands alone")
        }
        return String(scalar).utf8
    }

    private mutating func hexadecimal() throws(InputError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next(),
                let digit = Character(UnicodeScalar(byte)).hexDigitValue
            else { throw syntax("four hexadecimal digits must follow \\u") }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a {
            index += 1
        }
    }

    private func peek() -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    private mutating func next() -> UInt8? {
        guard index < bytes.count else { return nil }
        defer { index += 1 }
        return bytes[index]
    }

    private func syntax(_ reason: String) -> InputError {
        .syntax(reason: reason, byte: index)
    }
}
