import GossipNode
import Testing

@Suite("HOST:PORT")
struct EndpointTests {
    @Test(
        "is read and written back the same",
        arguments: [
            ("127.0.0.1:5000", "127.0.0.1", 5_000),
            ("[::1]:5000", "::1", 5_000),
            ("[2001:db8::7]:0", "2001:db8::7", 0),
            ("node-1.example.org:65535", "node-1.example.org", 65_535),
            ("localhost:1", "localhost", 1),
            ("[fe80::1%lo]:5000", "fe80::1%lo", 5_000),
            ("[fe80::1%eth9]:5000", "fe80::1%eth9", 5_000),
        ]
    )
    func accepted(text: String, host: String, port: UInt16) throws {
        let endpoint = try Endpoint(parsing: text)
        #expect(endpoint.host == host)
        #expect(endpoint.port == port)
        #expect(endpoint.description == text)
    }

    @Test(
        "is refused with the text and a reason",
        arguments: [
            "", ":", "5000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
            "127.0.0.1:+1", "127.0.0.1: 1", "127.0.0.1:5o00", "1.2.3:5000", "1.2.3.400:5000",
            ":5000", "::1:5000", "[::1:5000", "[::1]5000", "[::1]", "[name]:5000",
            "[fe80::1]:1", "[fe80::1%]:1", "[fe80::1%a/b]:1", "[fe80::1%4294967295]:1",
            "[2001:db8::1%lo]:1", "[::1%lo]:1",
            "a b:5000", "-a:5000", "hélas:5000",
        ]
    )
    func refused(text: String) {
        let error = #expect(throws: EndpointError.self) { try Endpoint(parsing: text) }
        #expect(error?.description.hasPrefix("\"\(text)\" is not an address: ") == true)
    }

    @Test("with a link-local address and no interface says what is missing, and which there are")
    func missingZone() {
        let error = #expect(throws: EndpointError.self) { try Endpoint(parsing: "[fe80::1]:5000") }
        let text = error?.description ?? ""
        #expect(text.contains("needs the network interface"))
        #expect(text.contains("[fe80::1%"))
        #expect(text.contains("this host has lo"))
    }

    @Test("takes the index of an interface for its name")
    func zoneByIndex() throws {
        // The loopback interface is the first of every Linux.
        #expect(try Endpoint(parsing: "[fe80::1%1]:5000").host == "fe80::1%lo")
    }
}
