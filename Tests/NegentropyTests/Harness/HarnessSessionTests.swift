import Testing

@testable import negentropy_harness

@Suite("The line protocol")
struct HarnessSessionTests {
    static let first = String(repeating: "ab", count: 32)
    static let second = String(repeating: "0C", count: 32)

    @Test("A client asks, reports and is done")
    func client() throws {
        var session = try HarnessSession(frameSizeLimit: nil, profile: nil)
        #expect(try session.replies(to: "", "item,5,\(Self.first)", "", "seal") == "")
        #expect(try session.replies(to: "initiate") == "msg,6100000201\(Self.first)\n")
        let need = Self.second.lowercased()
        #expect(
            try session.replies(to: "msg,6100000201\(Self.second)")
                == "have,\(Self.first)\nneed,\(need)\ndone\n"
        )
    }

    @Test("A server gives one reply to each frame")
    func server() throws {
        var session = try HarnessSession(frameSizeLimit: "0", profile: nil)
        #expect(
            try session.replies(to: "item,5,\(Self.first)", "seal", "msg,6100000200")
                == "msg,6100000201\(Self.first)\n"
        )
        #expect(try session.replies(to: "msg,62") == "msg,61\n")
    }

    @Test("The profile and the frame size limit come from the environment")
    func settings() throws {
        let items = (0..<200).map { number in
            let digits = String(number)
            return "item,\(number)," + String(repeating: "0", count: 64 - digits.count) + digits
        }
        var frames: [String] = []
        for profile in [nil, "reference", "tuned"] {
            var session = try HarnessSession(frameSizeLimit: "4096", profile: profile)
            for item in items { _ = try session.replies(to: item) }
            frames.append(try session.replies(to: "seal", "initiate"))
        }
        #expect(frames[0] == frames[1])
        #expect(frames[0] != frames[2])
        #expect(throws: HarnessFault.self) {
            try HarnessSession(frameSizeLimit: nil, profile: "quick")
        }
        for limit in ["4095", "-1", "many", ""] {
            #expect(throws: HarnessFault.self) {
                try HarnessSession(frameSizeLimit: limit, profile: nil)
            }
        }
    }

    /// Lines after `seal` that are no frames.
    static let malformedFrames = ["msg", "msg,", "msg,6", "msg,6g", "msg,5f", "msg,61ff"]

    @Test("A malformed frame ends it with code 3", arguments: malformedFrames)
    func malformedFrame(line: String) throws {
        var session = try HarnessSession(frameSizeLimit: nil, profile: nil)
        let fault = #expect(throws: HarnessFault.self) {
            try session.replies(to: "seal", line)
        }
        #expect(fault?.exitCode == 3)
        #expect(fault?.message.hasPrefix("line 2: malformed frame: ") == true)
    }

    /// Inputs whose last line the line protocol does not have there.
    static let mistakes: [[String]] = [
        ["items"], ["initiate"], ["msg,61"], ["seal,"], ["seal", "seal"],
        ["seal", "item,5,\(first)"], ["seal", "initiate", "initiate"],
        ["seal", "initiate", "msg,61", "msg,61"], ["seal", "msg,61", "initiate"],
        ["item"], ["item,5"], ["item,5,"], ["item,,\(first)"], ["item,-5,\(first)"],
        ["item,5,\(first)00"], ["item,5,\(first.dropLast())"], ["item,5,x\(first.dropFirst())"],
        ["item,18446744073709551615,\(first)"], ["item,18446744073709551616,\(first)"],
        ["item,5,\(first),"],
    ]

    @Test("Any other mistake ends it with code 2", arguments: mistakes)
    func refused(lines: [String]) throws {
        var session = try HarnessSession(frameSizeLimit: nil, profile: nil)
        for line in lines.dropLast() { _ = try session.replies(to: line) }
        let last = try #require(lines.last)
        let fault = #expect(throws: HarnessFault.self) { try session.replies(to: last) }
        #expect(fault?.exitCode == 2)
        #expect(fault?.message.hasPrefix("line \(lines.count): ") == true)
    }
}

extension HarnessSession {
    /// Everything that is replied to some lines.
    fileprivate mutating func replies(to lines: String...) throws -> String {
        var replies: [UInt8] = []
        for line in lines { try receive(Array(line.utf8)[...], replies: &replies) }
        return String(decoding: replies, as: UTF8.self)
    }
}
