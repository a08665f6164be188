import Foundation
import Testing

/// The executable as built beside the tests.
///
/// The limit ends a test that hangs, and measures nothing: on a busy machine one waits for its turn.
@Suite("The harness as a process", .timeLimit(.minutes(20)))
struct HarnessProcessTests {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let errors = Pipe()

    init() {
        let folder = Bundle.module.bundleURL.deletingLastPathComponent()
        process.executableURL = folder.appendingPathComponent("negentropy-harness")
        process.environment = ["FRAMESIZELIMIT": "4096", "NEGENTROPY_PROFILE": "tuned"]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
    }

    @Test("replies at once, and ends with its input")
    func replies() throws {
        try process.run()
        send("seal\n\nmsg,6100000200\n")
        #expect(received(from: output) == "msg,6100000200\n")
        send("msg,62\n")
        #expect(received(from: output) == "msg,61\n")
        #expect(exitCode() == 0)
    }

    @Test(
        "tells why it ends, in one line, and with a code",
        arguments: [("msg,61ff", 3), ("?", 2)]
    )
    func faults(line: String, code: Int) throws {
        try process.run()
        send("seal\n\(line)\n")
        #expect(exitCode() == code)
        #expect(received(from: output) == "")
        let message = received(from: errors)
        #expect(message.hasPrefix("negentropy-harness: line 2: "))
        #expect(message.hasSuffix("\n") && message.filter { $0 == "\n" }.count == 1)
    }

    private func send(_ text: String) {
        input.fileHandleForWriting.write(Data(text.utf8))
    }

    /// The bytes that have arrived, waiting for something or the end.
    private func received(from pipe: Pipe) -> String {
        String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    }

    private func exitCode() -> Int {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        return Int(process.terminationStatus)
    }
}
