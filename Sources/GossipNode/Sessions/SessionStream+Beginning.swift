import GossipCore
import GossipWire
import NIOCore
import NIOPosix

/// The beginning of a stream: the greeting, the ticket, and the machine that is made for it.
extension SessionStream {
    private static var helloLengthMax: Int { 1_024 }

    /// The standing of the peer of an incoming stream.
    var standing: IncomingPlaces.Standing {
        if isAdmitted { return .admitted }
        // Anybody who has the network's key can prove a key that it has made up.
        return node != nil || exchanging?.isMember == true ? .proved : .stranger
    }

    /// True when this node has dialled the connection, for whichever side.
    var isDialled: Bool {
        if case .unknown = role { false } else { true }
    }

    /// The first frame of an incoming stream decides whether it is served at all, and by whom.
    func greet() {
        guard let node, let frame = nextFrames(lengthMax: Self.helloLengthMax, countMax: 1) else {
            return readMore()
        }
        do throws(SyncFailure) {
            var first = frame
            switch (try SessionStep.takeFrame(of: node, from: &first), role) {
            case (.hello(let greeting), _): admit(greeting, frame)
            case (.reversed(let ticket), .unknown): try claim(ticket)
            default: throw .outOfTurn("no hello")
            }
        } catch {
            fail(error)
        }
    }

    private func admit(_ greeting: SyncGreeting, _ hello: ByteBuffer) {
        let result = Result { () throws(SyncRefusal) in
            try delegate.admit(greeting, on: self)
        }
        switch result {
        case .success(let makeMachine): open(makeMachine, greetedBy: hello)
        case .failure(let refusal): refuse(refusal)
        }
    }

    /// Begins the session for which this node has asked the peer to dial.
    private func claim(_ ticket: DialTicket) throws(SyncFailure) {
        guard let (session, makeMachine) = delegate.claim(ticket, by: self) else {
            // This node may have given up the wait.
            throw .disconnected("the peer dialled for a session that nobody waits for")
        }
        id = session
        open(makeMachine, greetedBy: nil)
    }

    /// Makes the machine, which opens the log, and gives it the greeting of an initiator.
    func open(
        _ makeMachine: @escaping StreamRole.MakeMachine,
        greetedBy hello: ByteBuffer?
    ) {
        guard let eventLoop else { return }
        // Whatever comes now is this node's own time: the peer has said who it is.
        deadlines.greeted()
        isBusy = true
        blocking.runIfActive(eventLoop: eventLoop, makeMachine)
            .assumeIsolated().whenComplete { result in
                self.isBusy = false
                guard !self.isFinished else { return }
                switch result {
                case .success(let machine):
                    self.machine = machine
                    self.turn(machine, hello.map { .frames($0) } ?? .none)
                case .failure(let error):
                    guard hello != nil else { return self.fail(.log("\(error)")) }
                    self.delegate.couldNotServe(self, error)
                    self.refuse(.unreadable)
                }
            }
    }

    /// Tells the peer why it is not served, and closes; who has proved no key is told nothing.
    func refuse(_ refusal: SyncRefusal) {
        if node != nil || exchanging != nil { write(SyncFrame.refused(refusal).encode()) }
        fail(.refused(refusal))
    }
}
