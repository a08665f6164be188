import GossipWire
import TestSupport
import Testing

@testable import GossipText

@Suite("Lines of archives in JSON")
struct ArchiveLineTests {
    let message: Message
    let encoded: String

    init() throws {
        message = Identity(number: 1).sign(
            try Draft(topic: "tides", body: Array("message".utf8)),
            sequence: 1,
            previous: .zero,
            time: 1_800_000_000_000
        )
        var base64: [UInt8] = []
        Base64.encode(message.encoded[...], into: &base64)
        encoded = String(decoding: base64, as: UTF8.self)
    }

    private func decode(_ line: String) throws -> Message {
        try ArchiveLine.decode(Array(line.utf8)[...])
    }

    @Test("Finds the signed bytes among whatever other fields there are")
    func found() throws {
        let escaped = encoded.split(separator: "/", omittingEmptySubsequences: false)
            .joined(separator: "\\/")
        for line in [
            #"{"encoded":"\#(encoded)"}"#,
            #" { "a" : [1,{"encoded":"no"},"]"] , "encoded" : "\#(encoded)" , "z":null}  "#,
            #"{"body":"\"encoded\":\"x\"","n":-1.5e3,"t":true,"encoded":"\#(encoded)"}"#,
            #"{"encoded":"\#(escaped)"}"#,
        ] {
            #expect(try decode(line) == message)
        }
    }

    @Test("Says why there are none")
    func notFound() {
        let cut = encoded.dropLast(4)
        let cases: [(String, ArchiveLine.Failure)] = [
            ("", .notAnObject), ("[]", .notAnObject), ("{", .notAnObject), ("{}", .noEncoded),
            (#"{"a":1"#, .notAnObject), (#"{"a" 1}"#, .notAnObject),
            (#"{"a":{"encoded":"x"}}"#, .noEncoded), (#"{"encoded":5}"#, .noEncoded),
            (#"{"encoded":"x"}"#, .notBase64), (#"{"encoded":""}"#, .notAMessage(.truncated)),
            (#"{"encoded":"\#(cut)"}"#, .notAMessage(.truncated)),
        ]
        for (line, failure) in cases {
            #expect(throws: failure, "\(line)") { try decode(line) }
        }
    }

    @Test("Is the line of a message with one field more")
    func written() throws {
        var object = MessageEvent(message, names: AuthorNames(), via: .own, from: nil, arrival: 1)
            .object
        object.add(ArchiveLine.field, base64: message.encoded[...])
        #expect(try ArchiveLine.decode(object.closed[...]) == message)
    }
}
