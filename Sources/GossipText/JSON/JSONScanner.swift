/// Reads one flat JSON object (RFC 8259) from bytes: a line that a program wrote.
///
/// No value is built that nobody asks for. An array or an object within the object can be passed
/// over, but not read: no line of this project has one.
package struct JSONScanner {
    /// A value of the object.
    package enum Value: Equatable {
        case string([UInt8])
        case integer(UInt64)
        /// Anything else, by the words for it: "an array", "true" …
        case other(String)
    }

    private let bytes: ArraySlice<UInt8>
    var index: Int

    /// Makes a reader of a line; bytes of a string that are not UTF-8 come back as they are.
    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// The members of the object in their order, read strictly.
    ///
    /// Stops behind a value that is an array or object.
    package mutating func object() throws(JSONSyntaxError) -> [(name: String, value: Value)] {
        var members: [(name: String, value: Value)] = []
        guard try begin() else { return members }
        repeat {
            let name = try name()
            let value = try value()
            members.append((name, value))
            if value == .array || value == .object { return members }
        } while try hasNext()
        skipSpace()
        guard index == bytes.endIndex else { throw syntax("nothing may follow the object") }
        return members
    }

    /// The value of the object's first member of that name; `nil` when there is none.
    ///
    /// Members before it are passed over without being read; what follows it is not looked at.
    package mutating func first(_ wanted: String) throws(JSONSyntaxError) -> Value? {
        guard try begin() else { return nil }
        repeat {
            if try name() == wanted { return try value() }
            try passValue()
        } while try hasNext()
        return nil
    }

    /// Takes the object's beginning; `false` when it is empty, and so ends there.
    private mutating func begin() throws(JSONSyntaxError) -> Bool {
        skipSpace()
        guard next() == UInt8(ascii: "{") else { throw syntax("an object must begin with {") }
        skipSpace()
        guard peek() == UInt8(ascii: "}") else { return true }
        index += 1
        return false
    }

    /// Takes what stands between two members; `false` when the object ends.
    private mutating func hasNext() throws(JSONSyntaxError) -> Bool {
        skipSpace()
        switch next() {
        case UInt8(ascii: "}"): return false
        case UInt8(ascii: ","):
            skipSpace()
            return true
        default: throw syntax(", or } is expected")
        }
    }

    /// Takes a member's name and what separates it from the value.
    private mutating func name() throws(JSONSyntaxError) -> String {
        guard next() == UInt8(ascii: "\"") else { throw syntax("a name in quotes is expected") }
        let name = String(decoding: try string(), as: UTF8.self)
        skipSpace()
        guard next() == UInt8(ascii: ":") else { throw syntax(": is expected") }
        skipSpace()
        return name
    }

    mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A {
            index += 1
        }
    }

    func peek() -> UInt8? {
        index < bytes.endIndex ? bytes[index] : nil
    }

    mutating func next() -> UInt8? {
        guard index < bytes.endIndex else { return nil }
        defer { index += 1 }
        return bytes[index]
    }

    /// The bytes that are left.
    var rest: ArraySlice<UInt8> { bytes[index...] }

    func text(from start: Int) -> ArraySlice<UInt8> { bytes[start..<index] }

    func syntax(_ reason: String) -> JSONSyntaxError {
        JSONSyntaxError(reason: reason, byte: index - bytes.startIndex)
    }
}

extension JSONScanner.Value {
    static let array = Self.other("an array")
    static let object = Self.other("an object")
}
