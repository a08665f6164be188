import GossipNode
import GossipText
import GossipWire
import HTTPTypes
import Hummingbird
import HummingbirdCore
import TestSupport
import Testing

@testable import GossipHTTP

/// Requests of a program at fault: good ones, of which some bytes are others.
@Suite("Requests that nobody means")
struct RequestTrialTests {
    private struct Sent {
        let method: HTTPRequest.Method
        var target: String
        var body: [UInt8]
        var type: String?
    }

    /// Requests of each kind but that to stop.
    private static let good: [Sent] = {
        let key = String(repeating: "1f", count: 32)
        let json = Array(#"{"topic":"chat","body":"good morning","lifetime":60,"tag":"x"}"#.utf8)
        return [
            Sent(method: .get, target: "/v1/status", body: []),
            Sent(method: .get, target: "/v1/peers", body: []),
            Sent(method: .post, target: "/v1/invitations?uses=3&lifetime=60&admin=true", body: []),
            Sent(method: .post, target: "/v1/blocks?author=\(key)&undo=true", body: []),
            Sent(
                method: .post,
                target: "/v1/members?node=\(key)&name=eva&author_only=true",
                body: []
            ),
            Sent(method: .post, target: "/v1/members/removals?member=eva&reissue=true", body: []),
            Sent(method: .post, target: "/v1/members/keys?forget_old=false", body: []),
            Sent(method: .post, target: "/v1/members/recovery", body: Array("gr1-abcd-efgh".utf8)),
            Sent(method: .post, target: "/v1/messages", body: json, type: "application/json"),
            Sent(
                method: .post,
                target: "/v1/messages",
                body: json + [10] + json,
                type: "application/x-ndjson"
            ),
            Sent(
                method: .post,
                target: "/v1/messages?topic=chat&lifetime=9",
                body: [0, 255, 7],
                type: "application/octet-stream"
            ),
        ]
    }()

    private static let letters = Array("/v1?&=%+;:#{}[]\"\\,0aZ-. é\u{1}\u{202e}")

    private static func changed(_ text: String, _ random: inout SeededGenerator) -> String {
        var characters = Array(text)
        for _ in 0...Int.random(in: 0...2, using: &random) {
            let place = Int.random(in: 0...characters.count, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0 where place < characters.count: characters.remove(at: place)
            case 1 where place < characters.count:
                characters[place] = letters[Int.random(in: 0..<letters.count, using: &random)]
            default:
                let letter = letters[Int.random(in: 0..<letters.count, using: &random)]
                characters.insert(letter, at: place)
            }
        }
        return String(characters)
    }

    private static func changed(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        }
        if Bool.random(using: &random) { bytes.removeLast(bytes.count / 3) }
        return bytes
    }

    private static func drawn(_ random: inout SeededGenerator) -> Sent {
        var sent = good[Int.random(in: 0..<good.count, using: &random)]
        if Bool.random(using: &random) { sent.target = changed(sent.target, &random) }
        if Bool.random(using: &random) { sent.body = changed(sent.body, &random) }
        if Int.random(in: 0...3, using: &random) == 0 {
            sent.type = sent.type.map { changed($0, &random) }
        }
        return sent
    }

    @Test("are answered, or refused with a sentence, and the node goes on", arguments: 0..<4)
    func drawnRequests(seed: Int) async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.sqlite")
        _ = try FoundedNetwork(onLog: path, named: "anna", version: "test")
        let asked = try await AskedNode(path)
        var random = SeededGenerator(seed: UInt64(seed))
        let lengths = ["", "-1", "18446744073709551616", "9", "0x4"]
        for number in 0..<150 {
            let sent = Self.drawn(&random)
            guard !sent.target.hasPrefix("/v1/stop") else { continue }
            let length =
                number.isMultiple(of: 7)
                ? lengths[Int.random(in: 0..<lengths.count, using: &random)]
                : String(sent.body.count)
            let answer = try await asked.request(
                sent.method,
                sent.target,
                sent.body,
                type: sent.type,
                length: length
            )
            let status = answer.response.status.code
            guard status >= 300 else { continue }
            let problem = try JSONTree(answer.text)
            #expect((400...503).contains(status) && status != 500, "\(sent)")
            #expect(problem["detail"]?.text?.hasSuffix(".") == true, "\(sent): \(answer.text)")
        }
        #expect(try await asked.node.status.state.phase == .alone)
        try await asked.stop()
        #expect(try MemberList(ofLog: path).entries.first?.role == "founder")
    }
}
