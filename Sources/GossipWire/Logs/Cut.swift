/// The end of what is kept of an author: no message with a higher sequence.
///
/// ```
///  0  32  author
/// 32   8  sequence, 0 = no message at all is kept
/// ```
public struct Cut: Hashable, Sendable {
    /// Bytes of an encoded cut.
    public static let length = 40

    /// The author.
    public let author: AuthorKey
    /// The highest sequence that is kept; 0 = none is.
    public let sequence: UInt64

    /// Makes a cut.
    public init(author: AuthorKey, sequence: UInt64) {
        self.author = author
        self.sequence = sequence
    }

    func encode(into bytes: inout [UInt8]) {
        bytes.append(author)
        bytes.append(bigEndian: sequence)
    }

    init?(from reader: inout ByteReader) {
        guard let author = reader.readKey(), let sequence = reader.readInteger(UInt64.self)
        else { return nil }
        self.init(author: author, sequence: sequence)
    }
}
