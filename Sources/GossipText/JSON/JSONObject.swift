internal import GossipWire

/// A JSON object (RFC 8259) on one line, its fields in the order in which they were added.
///
/// Strings are safe to look at, see ``JSONString``. No tree is built: each field is written at once.
package struct JSONObject {
    private var bytes: [UInt8]

    /// An object without fields.
    package init() {
        self.init(appendingTo: [])
    }

    private init(appendingTo output: consuming [UInt8]) {
        bytes = output
        bytes.append(UInt8(ascii: "{"))
    }

    /// Appends an object to bytes that are already there, without a copy of either.
    package static func append(to output: inout [UInt8], _ fill: (inout JSONObject) -> Void) {
        var taken: [UInt8] = []
        swap(&taken, &output)
        var object = JSONObject(appendingTo: consume taken)
        fill(&object)
        object.bytes.append(UInt8(ascii: "}"))
        swap(&object.bytes, &output)
    }

    /// The object with its end.
    package var closed: [UInt8] { bytes + [UInt8(ascii: "}")] }

    /// Adds a string.
    package mutating func add(_ name: String, _ value: String) {
        key(name)
        JSONString.append(value, to: &bytes)
    }

    /// Adds a string that is known to be UTF-8.
    package mutating func add(_ name: String, utf8 value: ArraySlice<UInt8>) {
        key(name)
        value.withUnsafeBufferPointer { JSONString.append(utf8: $0, to: &bytes) }
    }

    /// Adds a whole number.
    package mutating func add(_ name: String, _ value: some BinaryInteger) {
        key(name)
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Adds true or false.
    package mutating func add(_ name: String, _ value: Bool) {
        key(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Adds an object within this one.
    package mutating func add(_ name: String, _ value: JSONObject) {
        key(name)
        bytes.append(contentsOf: value.closed)
    }

    /// Adds a list of strings.
    package mutating func add(_ name: String, _ values: [String]) {
        key(name)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONString.append(value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds a list of objects.
    package mutating func add(_ name: String, _ values: [JSONObject]) {
        key(name)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: value.closed)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds bytes as a string in base64.
    package mutating func add(_ name: String, base64 value: ArraySlice<UInt8>) {
        key(name)
        bytes.append(UInt8(ascii: "\""))
        Base64.encode(value, into: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Adds a body: as `body` when it is UTF-8, or else as `body_base64`.
    package mutating func add(body: ArraySlice<UInt8>) {
        if UTF8Text.isValid(body) {
            add("body", utf8: body)
        } else {
            add("body_base64", base64: body)
        }
    }

    private mutating func key(_ name: String) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        JSONString.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }
}
