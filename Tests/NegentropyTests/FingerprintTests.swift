import Testing

@testable import Negentropy

@Test func placeholder() { #expect(Fingerprint.empty.bytes.count == 16) }
