import GossipCore
import GossipWire
import TestSupport
import Testing

@testable import GossipNode

/// A stolen disk must not open what was recorded before: the key of a node's channels lies in no file.
@Suite("The key of a node's channels") struct ChannelKeyTests {
    private func configuration(of identity: Identity) -> ChannelConfiguration {
        let key = NetworkKey()
        return ChannelConfiguration(
            of: identity,
            in: NetworkID(heldBy: key),
            keys: NetworkKeys(key)
        )
    }

    @Test("It is another one at each start, and the node's key has signed each")
    func anotherEachTime() throws {
        let identity = Identity(number: 1)
        let starts = (0..<3).map { _ in configuration(of: identity) }
        #expect(Set(starts.map(\.lasting.publicKey)).count == starts.count)
        for start in starts {
            let key = try #require(LinkKey(bytes: start.lasting.publicKey))
            #expect(start.credential.node == identity.author)
            #expect(throws: Never.self) {
                try start.credential.verify(key: key, in: start.network)
            }
        }
    }
}
