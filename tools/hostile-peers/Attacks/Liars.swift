import GossipWire
import Negentropy

/// Peers that greet first and claim to be equal, to a node that lacks nearly everything.
final class Liars: Attack {
    static let name = "liars"
    static let summary = "24 peers greet whoever starts at once, and claim to be equal with it"

    private var liars: [Liar]

    init(_ targets: Targets) throws {
        let starting = [targets.joiner] + targets.nodes.suffix(1)
        liars = try starting.flatMap { target in
            try (0..<24).map { _ in try Liar(target) }
        }
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) throws {
        for liar in liars { try liar.turn(at: now, &tally) }
    }
}

/// A peer that returns to the target whatever the target says of the log it has.
final class Liar {
    private static let nothingDiffers: [UInt8] = [0x61]
    private static let redialInterval: UInt64 = 500_000_000

    private let server: HostileServer
    private let claims: Claims
    private var stream: HostileStream?
    private var nextDial: UInt64 = 0

    /// The digest of the target's log, as far as it has told it; at first that of an empty one.
    private final class Claims {
        var digest = LogDigest(count: 0, sum: IDSum())
    }

    init(_ target: PeerAddress) throws {
        let claims = Claims()
        self.claims = claims
        server = try HostileServer(to: target) { frame, stream, link in
            switch frame {
            case .hello: stream.write(.welcome(link.streamGreeting()))
            case .pull: stream.write(.pulled(arrival: 0))
            case .open: stream.write(.opened(claims.digest, Self.nothingDiffers))
            case .reconcile: stream.write(.reconcile(Self.nothingDiffers))
            case .want: stream.write(.served(missing: []))
            case .confirm: stream.write(.confirmed(differing: []))
            default: break
            }
        }
        server.link.interval = 50_000_000
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) throws {
        server.turn(at: now, &tally)
        let link = server.link
        guard let stream, stream.isOpen else {
            guard link.isUp, now >= nextDial else { return }
            nextDial = now + Self.redialInterval
            stream = try HostileStream(on: link, &tally)
            stream?.write(.hello(link.streamGreeting()))
            return
        }
        for frame in stream.turn(&tally) {
            switch frame {
            case .welcome: stream.write(.open(Self.nothingDiffers))
            case .opened(let digest, _):
                claims.digest = digest
                stream.write(.proved(digest))
                stream.write(.done)
            default: break
            }
        }
    }
}
