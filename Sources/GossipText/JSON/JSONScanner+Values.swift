extension JSONScanner {
    mutating func value() throws(JSONSyntaxError) -> Value {
        guard let first = peek() else { throw syntax("a value is expected") }
        switch first {
        case UInt8(ascii: "\""):
            index += 1
            return .string(try string())
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "-"), 0x30...0x39: return try number()
        default: return try literal()
        }
    }

    private mutating func literal() throws(JSONSyntaxError) -> Value {
        for word in ["true", "false", "null"] where rest.starts(with: word.utf8) {
            index += word.utf8.count
            return .other(word)
        }
        throw syntax("a value is expected")
    }

    private mutating func number() throws(JSONSyntaxError) -> Value {
        let start = index
        while let byte = peek(), Self.isNumberPart(byte) { index += 1 }
        let text = text(from: start)
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

    private static func isNumberPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    /// Passes over a value: a string, anything in brackets, or a word up to the next separator.
    ///
    /// Brackets are counted, so depth costs nothing; which closes which is not looked at.
    mutating func passValue() throws(JSONSyntaxError) {
        var depth = 0
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                try passString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
                index += 1
            case UInt8(ascii: ","):
                if depth == 0 { return }
                index += 1
            default:
                index += 1
            }
        }
        throw syntax("a value does not end")
    }
}
