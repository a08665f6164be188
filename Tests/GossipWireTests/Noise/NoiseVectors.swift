import Foundation

@testable import GossipWire

/// The vectors of other implementations.
struct NoiseVector: Decodable, CustomStringConvertible, Sendable {
    struct Exchange: Decodable, Sendable {
        let payload: String
        let ciphertext: String
    }

    let protocol_name: String
    let init_prologue: String
    let init_psks: [String]?
    let init_static: String?
    let init_ephemeral: String
    let init_remote_static: String?
    let resp_prologue: String
    let resp_psks: [String]?
    let resp_static: String?
    let resp_ephemeral: String?
    let resp_remote_static: String?
    let handshake_hash: String?
    let messages: [Exchange]

    var description: String { protocol_name }

    private struct File: Decodable { let vectors: [NoiseVector] }

    /// All vectors, of both files.
    static let all: [NoiseVector] = ["noise-cacophony", "noise-snow"].flatMap { name in
        let url = Fixture.url(name)
        guard let data = try? Data(contentsOf: url),
            let file = try? JSONDecoder().decode(File.self, from: data)
        else { return [NoiseVector]() }
        return file.vectors
    }

    /// The pattern that the name of the protocol says.
    var pattern: NoisePattern? {
        let words = protocol_name.split(separator: "_")
        return words.count == 5 ? NoisePattern(modified: String(words[1])) : nil
    }

    /// One side of the handshake.
    func side(_ role: NoiseHandshake.Role) throws -> NoiseHandshake {
        let isInitiator = role == .initiator
        let lasting = isInitiator ? init_static : resp_static
        let fresh = isInitiator ? init_ephemeral : resp_ephemeral ?? ""
        let known = isInitiator ? init_remote_static : resp_remote_static
        return NoiseHandshake(
            try pattern.orThrow(),
            as: role,
            prologue: try Hex.bytes(isInitiator ? init_prologue : resp_prologue),
            lasting: try lasting.map { try NoiseKeyPair(secret: Hex.bytes($0)).orThrow() },
            peerKey: try known.map { try Hex.bytes($0) },
            psks: try (isInitiator ? init_psks : resp_psks)?.map { psk in
                try NoisePresharedKey(Hex.bytes(psk)).orThrow()
            } ?? [],
            fresh: try NoiseKeyPair(secret: Hex.bytes(fresh)).orThrow()
        )
    }
}

extension NoisePattern {
    /// The pattern of a name as `XXpsk0+psk3`; nil for one that no vector has.
    init?(modified name: String) {
        var messages: [[Token]]
        switch name.prefix(2) {
        case "NN": messages = [[.e], [.e, .ee]]
        case "KK": messages = [[.e, .es, .ss], [.e, .ee, .se]]
        case "IK": messages = [[.e, .es, .s, .ss], [.e, .ee, .se]]
        case "XX": messages = [[.e], [.e, .ee, .s, .es], [.s, .se]]
        default: return nil
        }
        for modifier in name.dropFirst(2).split(separator: "+") {
            guard modifier.hasPrefix("psk"), let place = Int(modifier.dropFirst(3)),
                place <= messages.count
            else { return nil }
            if place == 0 {
                messages[0].insert(.psk, at: 0)
            } else {
                messages[place - 1].append(.psk)
            }
        }
        self.init(
            name: name,
            knowsInitiator: name.hasPrefix("KK"),
            knowsResponder: name.hasPrefix("KK") || name.hasPrefix("IK"),
            messages: messages
        )
    }
}

/// A file of ``Fixtures``.
enum Fixture {
    static func url(_ name: String) -> URL {
        Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures")
            ?? URL(fileURLWithPath: "/\(name).json is missing")
    }
}

/// Bytes in hexadecimal digits.
enum Hex {
    struct Malformed: Error {}

    static func bytes(_ text: String) throws -> [UInt8] {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { throw Malformed() }
        return try stride(from: 0, to: digits.count, by: 2).map { index in
            let pair = String(decoding: digits[index..<index + 2], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { throw Malformed() }
            return byte
        }
    }
}

extension Optional {
    struct Missing: Error {}

    /// The value, or an error.
    func orThrow() throws -> Wrapped {
        guard let self else { throw Missing() }
        return self
    }
}
