/// Why a text is not that of a network's keys.
///
/// The description is the end of a sentence that begins with the name of the file.
public enum NetworkKeyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It has no key.
    case empty
    /// It is longer than any such file.
    case tooLong
    /// It has more keys than may be there, of which this is the number.
    case tooMany(Int)
    /// A line is not that of a key.
    case foreign(line: Int)
    /// A line is that of a later version.
    case otherVersion(line: Int)
    /// A key has a character that is no hexadecimal digit.
    case character(line: Int)
    /// A key has another number of digits than 64.
    case length(Int, line: Int)
    /// A key stands there twice.
    case repeated(line: Int)

    /// The fault, and the remedy.
    public var description: String {
        switch self {
        case .empty:
            "holds no network key: a line \"gossip-log network key 1\" and 64 hexadecimal digits "
                + "is expected, as gossip-node keygen prints it"
        case .tooLong:
            "is longer than \(NetworkKeys.textLengthMax) bytes, and so no file of network keys"
        case .tooMany(let count):
            "holds more than \(count) network key\(count == 1 ? "" : "s")"
        case .foreign(let line):
            "has a line \(line) that is no network key: \"gossip-log network key 1\" and 64 "
                + "hexadecimal digits are expected"
        case .otherVersion(let line):
            "has a network key of another version in line \(line): this program knows version 1"
        case .character(let line):
            "has a network key in line \(line) with a character that is no hexadecimal digit"
        case .length(let count, let line):
            "has a network key of \(count) digits in line \(line): 64 are expected"
        case .repeated(let line):
            "has the network key of line \(line) twice"
        }
    }
}
