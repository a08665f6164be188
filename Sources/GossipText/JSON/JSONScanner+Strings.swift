extension JSONScanner {
    /// The rest of a string, behind its first quote.
    mutating func string() throws(JSONSyntaxError) -> [UInt8] {
        var text: [UInt8] = []
        while true {
            let start = index
            while let byte = peek(), byte >= 0x20, byte != UInt8(ascii: "\""),
                byte != UInt8(ascii: "\\")
            {
                index += 1
            }
            text.append(contentsOf: self.text(from: start))
            guard let byte = next() else { throw syntax("a string does not end") }
            if byte == UInt8(ascii: "\"") { return text }
            guard byte == UInt8(ascii: "\\") else {
                index -= 1
                throw syntax("a control character in a string must be escaped")
            }
            try escape(into: &text)
        }
    }

    /// Passes over the rest of a string, behind its first quote.
    mutating func passString() throws(JSONSyntaxError) {
        while let byte = next() {
            if byte == UInt8(ascii: "\"") { return }
            if byte == UInt8(ascii: "\\") { _ = next() }
        }
        throw syntax("a string does not end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard let byte = next() else { throw syntax("a string does not end") }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: try unicode())
        default: throw syntax("an unknown escape stands in a string")
        }
    }

    /// `\uXXXX`, or two of them for a character beyond U+FFFF.
    private mutating func unicode() throws(JSONSyntaxError) -> String.UTF8View {
        let first = try hexadecimal()
        var code = UInt32(first)
        if first & 0xFC00 == 0xD800 {
            guard next() == UInt8(ascii: "\\"), next() == UInt8(ascii: "u") else {
                throw syntax("half of a surrogate pair stands alone")
            }
            let second = try hexadecimal()
            guard second & 0xFC00 == 0xDC00 else {
                throw syntax("half of a surrogate pair stands alone")
            }
            code = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
        }
        guard let scalar = UnicodeScalar(code) else {
            throw syntax("half of a surrogate pair stands alone")
        }
        return String(scalar).utf8
    }

    private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next(),
                let digit = Character(UnicodeScalar(byte)).hexDigitValue
            else { throw syntax("four hexadecimal digits must follow \\u") }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
