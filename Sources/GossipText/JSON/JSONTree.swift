/// A JSON value of any shape, as a program of this project says it of itself.
///
/// Only for the help that the argument parser writes, and for what the own node answers: what comes from
/// outside is flat, and read by ``JSONScanner`` alone.
package indirect enum JSONTree: Equatable {
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])
    /// A number, `true`, `false` or `null`.
    case other(String)

    /// Values within values; the parser's help has a dozen.
    private static let depthMax = 64

    /// Reads a whole value.
    package init(_ text: String) throws(JSONSyntaxError) {
        var scanner = JSONScanner(Array(text.utf8)[...])
        scanner.skipSpace()
        self = try Self.value(&scanner, depth: 0)
    }

    /// The value of a member; `nil` for none.
    package subscript(name: String) -> JSONTree? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The text of a string; `nil` for anything else.
    package var text: String? { if case .string(let text) = self { text } else { nil } }
    /// The elements of a list; none for anything else.
    package var elements: [JSONTree] {
        if case .array(let elements) = self { elements } else { [] }
    }
    /// The whole number; `nil` for anything else.
    package var number: Int? { if case .other(let word) = self { Int(word) } else { nil } }
    /// The members of an object; none for anything else.
    package var members: [String: JSONTree] {
        if case .object(let members) = self { members } else { [:] }
    }
    /// True for the word `true`.
    package var isTrue: Bool { self == .other("true") }

    private static func value(
        _ scanner: inout JSONScanner,
        depth: Int
    ) throws(JSONSyntaxError) -> JSONTree {
        guard depth < depthMax else { throw scanner.syntax("values are nested too deeply") }
        switch try scanner.value() {
        case .string(let bytes): return .string(String(decoding: bytes, as: UTF8.self))
        case .integer(let number): return .other(String(number))
        case .array:
            var elements: [JSONTree] = []
            try items(&scanner, until: "]") { scanner throws(JSONSyntaxError) in
                elements.append(try value(&scanner, depth: depth + 1))
            }
            return .array(elements)
        case .object:
            var members: [String: JSONTree] = [:]
            try items(&scanner, until: "}") { scanner throws(JSONSyntaxError) in
                guard case .string(let name) = try scanner.value() else {
                    throw scanner.syntax("a name in quotes is expected")
                }
                scanner.skipSpace()
                guard scanner.next() == UInt8(ascii: ":") else {
                    throw scanner.syntax(": is expected")
                }
                scanner.skipSpace()
                members[String(decoding: name, as: UTF8.self)] = try value(
                    &scanner,
                    depth: depth + 1
                )
            }
            return .object(members)
        case .other(let word): return .other(word)
        }
    }

    /// Takes what stands in brackets, one item after the other.
    private static func items(
        _ scanner: inout JSONScanner,
        until end: Unicode.Scalar,
        _ item: (inout JSONScanner) throws(JSONSyntaxError) -> Void
    ) throws(JSONSyntaxError) {
        _ = scanner.next()
        scanner.skipSpace()
        if scanner.peek() == UInt8(ascii: end) {
            _ = scanner.next()
            return
        }
        while true {
            try item(&scanner)
            scanner.skipSpace()
            let separator = scanner.next()
            if separator == UInt8(ascii: end) { return }
            guard separator == UInt8(ascii: ",") else {
                throw scanner.syntax(", or \(end) is expected")
            }
            scanner.skipSpace()
        }
    }
}
