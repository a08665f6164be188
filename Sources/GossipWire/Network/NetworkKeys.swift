/// The keys of a network that count, the newest first: one after each rotation.
///
/// The text is that of the file in which they lie, one line a key, the newest first:
/// ```
/// # Whatever follows a number sign is for people.
/// gossip-log network key 1 <64 hexadecimal digits>
/// ```
/// `keygen` prints such a file with one key, and `--network-key-file` takes it.
public struct NetworkKeys: Equatable, Sendable {
    /// The most keys that count: a node that was off for two rotations comes back.
    public static let countMax = 3
    /// The longest text in bytes: lines and comments of a screen.
    public static let textLengthMax = 4_096

    private static let label = "gossip-log network key "
    private static let version = "1 "

    /// The keys, one to three, the newest first.
    public private(set) var all: [NetworkKey]

    /// The keys of a network that has not rotated.
    public init(_ key: NetworkKey) { all = [key] }

    /// The key that new links are made with.
    public var newest: NetworkKey { all[0] }

    /// The number of keys.
    public var count: Int { all.count }

    /// Takes a new key into use; the oldest of four goes.
    ///
    /// - Parameters:
    ///   - key: The new key. One that is there already is only moved to the front.
    ///   - forgetsOld: True to keep no other: who has not heard of it must join anew.
    public mutating func rotate(to key: NetworkKey, forgettingOld forgetsOld: Bool = false) {
        all.removeAll { $0 == key || forgetsOld }
        all.insert(key, at: 0)
        all.removeLast(max(0, all.count - Self.countMax))
    }

    /// Takes a new key into use that others have rotated to.
    ///
    /// - Parameters:
    ///   - keys: The keys of another member, the new one first. Its older ones come behind those that are here.
    ///   - forgetsOld: True to keep the new key alone.
    public mutating func follow(_ keys: NetworkKeys, forgettingOld forgetsOld: Bool) {
        rotate(to: keys.newest, forgettingOld: forgetsOld)
        guard !forgetsOld else { return }
        for key in keys.all where !all.contains(key) && count < Self.countMax { all.append(key) }
    }

    /// The text of the file.
    public var text: String {
        all.map { Self.label + Self.version + $0.hex + "\n" }.joined()
    }

    /// Reads the text of a file.
    ///
    /// - Parameters:
    ///   - text: The content of the file.
    ///   - countMax: The most keys that may be in it.
    /// - Throws: ``NetworkKeyError``, with the number of the line.
    public init(text: String, countMax: Int = countMax) throws(NetworkKeyError) {
        guard text.utf8.count <= Self.textLengthMax else { throw .tooLong }
        var keys: [NetworkKey] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let words = Self.trimmed(line)
            guard !words.isEmpty, words.first != "#" else { continue }
            let key = try Self.key(of: words, line: index + 1)
            guard !keys.contains(key) else { throw .repeated(line: index + 1) }
            guard keys.count < countMax else { throw .tooMany(countMax) }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw .empty }
        all = keys
    }

    private static func key(
        of line: Substring,
        line number: Int
    ) throws(NetworkKeyError)
        -> NetworkKey
    {
        guard line.hasPrefix(label) else { throw .foreign(line: number) }
        let rest = line.dropFirst(label.count)
        guard rest.hasPrefix(version) else { throw .otherVersion(line: number) }
        let digits = rest.dropFirst(version.count)
        guard digits.utf8.allSatisfy({ Hexadecimal.value(of: $0) != nil }) else {
            throw .character(line: number)
        }
        guard digits.utf8.count == 2 * NetworkKey.length, let bytes = Hexadecimal.decode(digits),
            let key = NetworkKey(bytes: bytes)
        else { throw .length(digits.utf8.count, line: number) }
        return key
    }

    /// Without the spaces at both ends.
    private static func trimmed(_ line: Substring) -> Substring {
        let isBlank: (Character) -> Bool = { " \t".contains($0) }
        var line = line.drop(while: isBlank)
        while let last = line.last, isBlank(last) { line.removeLast() }
        return line
    }
}

extension NetworkKeys {
    /// Appends the number of the keys, one byte, and the keys, the newest first.
    func encode(into bytes: inout [UInt8]) {
        bytes.append(UInt8(count))
        for key in all { key.encode(into: &bytes) }
    }

    /// Reads keys; `nil` for none, for more than three, and for one that is there twice.
    init?(from reader: inout ByteReader) {
        guard let count = reader.readByte(), (1...Self.countMax).contains(Int(count)) else {
            return nil
        }
        var keys: [NetworkKey] = []
        for _ in 0..<count {
            guard let bytes = reader.readBytes(NetworkKey.length),
                let key = NetworkKey(bytes: Array(bytes)), !keys.contains(key)
            else { return nil }
            keys.append(key)
        }
        all = keys
    }
}
