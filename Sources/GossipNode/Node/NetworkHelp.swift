/// The ways to say who may join a network, in the words of the command line.
package enum NetworkHelp {
    /// The sentences, with the commands to copy.
    package static let text = """
        For a network with members, make it (gossip-node create --db FILE) or enter it with a code \
        (gossip-node join --db FILE CODE). To let in who has a key, make one (gossip-node keygen \
        --output network.key) and start each node with --network-key-file network.key. To let everybody \
        in, add --open.
        """
}
