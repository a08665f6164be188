import GossipWire

/// One JSON object on one line, its fields in the order they were added.
///
/// Everything outside printable ASCII that could act on a terminal (controls, also those above
/// 0x7f, and marks of the reading direction) is written as `\uXXXX`, so that even JSON is safe to
/// look at. The rest stays UTF-8.
package struct JSONObject {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

    package init() {}

    package mutating func add(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    package mutating func add(_ name: String, _ value: some BinaryInteger) {
        key(name)
        bytes.append(contentsOf: String(value).utf8)
    }

    package mutating func add(_ name: String, _ value: Bool) {
        key(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Adds a field whose value is an object itself.
    package mutating func add(_ name: String, _ value: JSONObject) {
        key(name)
        bytes.append(contentsOf: value.closed)
    }

    /// Adds a field whose value is a list of strings.
    package mutating func add(_ name: String, _ values: [String]) {
        key(name)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            string(value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds `body` when the bytes are UTF-8, or else `body_base64`.
    package mutating func add(body: ArraySlice<UInt8>) {
        if let text = String(validating: body, as: UTF8.self) {
            add("body", text)
        } else {
            add("body_base64", base64: body)
        }
    }

    /// Adds bytes as base64.
    package mutating func add(_ name: String, base64 value: ArraySlice<UInt8>) {
        key(name)
        bytes.append(UInt8(ascii: "\""))
        Base64.encode(value, into: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// The object with its end.
    package var closed: [UInt8] { bytes + [UInt8(ascii: "}")] }

    private mutating func key(_ name: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: "\":".utf8)
    }

    private mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        var value = value
        let isPlain = value.withUTF8 { utf8 in
            utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
        }
        if isPlain {
            bytes.append(contentsOf: value.utf8)
        } else {
            for scalar in value.unicodeScalars { append(scalar) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": bytes.append(contentsOf: "\\\"".utf8)
        case "\\": bytes.append(contentsOf: "\\\\".utf8)
        case "\n": bytes.append(contentsOf: "\\n".utf8)
        case "\r": bytes.append(contentsOf: "\\r".utf8)
        case "\t": bytes.append(contentsOf: "\\t".utf8)
        case _ where SafeText.isHarmless(scalar): bytes.append(contentsOf: String(scalar).utf8)
        default:
            let digits = String(scalar.value, radix: 16)
            bytes.append(contentsOf: "\\u".utf8)
            bytes.append(contentsOf: repeatElement(0x30, count: max(0, 4 - digits.utf8.count)))
            bytes.append(contentsOf: digits.utf8)
        }
    }
}
