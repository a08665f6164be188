import Foundation
import Testing

@testable import Negentropy

/// A recorded session of an unmodified reference implementation.
struct Vector: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let count: Int
    let timestampBase: UInt64
    let timestampGap: UInt64
    let itemsPerTimestamp: Int
    let absentAtClient: Set<Int>
    let absentAtServer: Set<Int>
    let clientFrameSizeLimit: Int
    let serverFrameSizeLimit: Int
    /// The frames in hexadecimal, the client's first.
    let messages: [String]
    /// The results of the client, sorted, in hexadecimal.
    let have: [String]
    let need: [String]

    var testDescription: String { name }

    /// All recorded sessions.
    static let all: [Vector] = {
        guard
            let url = Bundle.module.url(
                forResource: "vectors",
                withExtension: "json",
                subdirectory: "Fixtures"
            ),
            let data = try? Data(contentsOf: url),
            let vectors = try? JSONDecoder().decode([Vector].self, from: data)
        else { fatalError("Fixtures/vectors.json cannot be read") }
        return vectors
    }()

    /// The items of the recording except those with the given numbers.
    func items(without absent: Set<Int>) -> SortedItems {
        SortedItems(
            (0..<count).lazy.filter { !absent.contains($0) }.map { number in
                Item(
                    timestamp: timestampBase + UInt64(number / itemsPerTimestamp) * timestampGap,
                    id: SHA256Block.id(of: "\(name)/\(number)")
                )
            }
        )
    }
}

extension SHA256Block {
    /// The digest of a short text as an identifier.
    static func id(of text: String) -> ItemID {
        var block = SHA256Block()
        for byte in text.utf8 { block.append(byte) }
        let digest = block.digest()
        return ItemID(digest.0, digest.1, digest.2, digest.3)
    }
}
