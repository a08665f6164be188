import TestSupport
import Testing

@Suite("Peers that cannot be contacted") struct UnreachablePeerTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("Each is told once, with the reason and the way out, and the others are contacted")
    func each() throws {
        let peer = try folder.node("b.sqlite")
        let node = try folder.node(
            "a.sqlite",
            "--peer",
            "[2001:db8::1]:5000",
            "--peer",
            "192.0.2.1:5000",
            "--peer",
            "nowhere.invalid:5000",
            "--peer",
            try peer.listening()
        )
        try node.live()
        // The name is asked for again meanwhile: the errors of the others come before.
        let errors = try node.lines(3, "an error each") { $0.event == "error" }
        #expect(errors.count == 3)
        #expect(
            errors.contains {
                $0.message?.contains("[2001:db8::1]:5000 cannot be reached") == true
                    && $0.message?.contains("IPv6 address only") == true
            }
        )
        #expect(
            errors.contains { $0.message?.contains("192.0.2.1:5000 cannot be reached") == true }
        )
        #expect(errors.allSatisfy { $0.message?.contains("--") == true }, "a flag to change")
        #expect(try node.stop() == 0)
    }
}
