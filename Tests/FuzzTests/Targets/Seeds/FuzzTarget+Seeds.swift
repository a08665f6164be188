/// An input to begin with, made by the real encoders.
package struct Seed {
    /// The name of its file.
    package let name: String
    /// The input.
    package let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

extension FuzzTarget {
    /// Inputs that reach every kind and mode, so that mutation does not have to guess them.
    package var seeds: [Seed] {
        switch self {
        case .datagram: DatagramSeeds.all
        case .core: CoreSeeds.all
        case .message: MessageSeeds.all
        case .syncFrame: SyncSeeds.frames
        case .syncSession: SyncSeeds.sessions
        case .negentropy: NegentropySeeds.all
        case .difference: DifferenceSeeds.all
        case .archive: MessageSeeds.archives
        case .networkRecord: NetworkSeeds.records
        case .credential: NetworkSeeds.credentials
        case .pairingMessage: NetworkSeeds.pairingMessages
        case .link: LinkSeeds.packets
        case .sealedStream: LinkSeeds.streams
        case .typedCode: NetworkSeeds.codes
        case .input: TextSeeds.input
        case .text: TextSeeds.text
        }
    }
}
