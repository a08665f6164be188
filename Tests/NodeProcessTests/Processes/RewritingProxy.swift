import Glibc

/// A proxy on another port for one node, UDP and TCP, as a published port or a translator is.
///
/// The node behind it sees its callers at the addresses of the proxy. Datagrams of each caller come from
/// a separate socket, through which the answers go back; nobody can dial there.
final class RewritingProxy: @unchecked Sendable {
    /// The port that callers use.
    let port: UInt16
    private let target: UInt16
    private let front: Int32
    private let listener: Int32
    private let control: (read: Int32, write: Int32)
    private let thread: Thread
    /// Everything below belongs to the thread.
    private var backs: [Caller: Int32] = [:]
    private var pipes: [Int32: Pipe] = [:]
    /// Everything that passed: to be read after ``stop()``.
    private(set) var record = WireRecord()

    /// One end of a connection: the other end, and what this end has not taken yet.
    private struct Pipe {
        let other: Int32
        /// The place in the record of what this end says.
        let place: Int
        var pending: ArraySlice<UInt8> = []
    }

    private struct Caller: Hashable {
        let host: UInt32
        let port: UInt16
    }

    private final class Thread {
        var id = pthread_t()
    }

    private enum Command: UInt8 {
        case renew = 1
        case stop = 2
    }

    /// Begins to pass on what comes, in both directions.
    init(to target: UInt16) throws {
        self.target = target
        (front, listener) = try Self.boundToOnePort()
        port = try Self.port(of: front)
        _ = fcntl(listener, F_SETFL, O_NONBLOCK)
        guard listen(listener, 16) == 0 else { throw Failure(code: errno) }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(code: errno) }
        control = (ends[0], ends[1])
        thread = Thread()
        let this = Unmanaged.passRetained(self)
        pthread_create(
            &thread.id,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<RewritingProxy>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            this.toOpaque()
        )
    }

    struct Failure: Error {
        let code: Int32
    }

    /// From now on the node sees every caller at another address; answers to the old one are lost.
    func renew() { tell(.renew) }

    /// Ends the proxy and its connections.
    func stop() {
        tell(.stop)
        pthread_join(thread.id, nil)
    }

    private func tell(_ command: Command) {
        var byte = command.rawValue
        _ = write(control.write, &byte, 1)
    }

    // MARK: The thread

    private func run() {
        while true {
            var wanted = ([control.read, front, listener] + backs.values).map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            // An end is read only when the other has taken all: neither direction may stop the other.
            for (end, pipe) in pipes {
                let mayRead = pipes[pipe.other]?.pending.isEmpty ?? false
                let events = (mayRead ? POLLIN : 0) | (pipe.pending.isEmpty ? 0 : POLLOUT)
                wanted.append(pollfd(fd: end, events: Int16(events), revents: 0))
            }
            guard poll(&wanted, nfds_t(wanted.count), -1) > 0 else { continue }
            for entry in wanted where entry.revents != 0 {
                guard take(entry.fd) else { return end() }
            }
        }
    }

    /// Passes on what a descriptor has; false to end.
    private func take(_ descriptor: Int32) -> Bool {
        switch descriptor {
        case control.read:
            var byte: UInt8 = 0
            _ = read(control.read, &byte, 1)
            for back in backs.values { close(back) }
            backs = [:]
            return byte == Command.renew.rawValue
        case front: passInward()
        case listener: passConnection()
        default:
            if let caller = backs.first(where: { $0.value == descriptor })?.key {
                passOutward(descriptor, to: caller)
            } else if let pipe = pipes[descriptor] {
                pass(descriptor, pipe)
            }
        }
        return true
    }

    private func passInward() {
        var bytes = [UInt8](repeating: 0, count: 2_048)
        var from = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let count = withUnsafeMutablePointer(to: &from) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                recvfrom(front, &bytes, bytes.count, Int32(MSG_DONTWAIT), $0, &length)
            }
        }
        guard count >= 0 else { return }
        let caller = Caller(host: from.sin_addr.s_addr, port: from.sin_port)
        if backs[caller] == nil {
            guard let back = try? Self.bound(Int32(SOCK_DGRAM.rawValue), 0),
                (try? Self.connect(back, to: target)) != nil
            else { return }
            backs[caller] = back
        }
        guard let back = backs[caller] else { return }
        record.inward.append(Array(bytes[..<count]))
        _ = send(back, bytes, count, 0)
    }

    private func passOutward(_ back: Int32, to caller: Caller) {
        var bytes = [UInt8](repeating: 0, count: 2_048)
        // What was ready may have been another socket of this number, closed in the same pass.
        let count = recv(back, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        guard count >= 0 else { return }
        record.outward.append(Array(bytes[..<count]))
        var to = sockaddr_in()
        to.sin_family = sa_family_t(AF_INET)
        to.sin_addr.s_addr = caller.host
        to.sin_port = caller.port
        _ = withUnsafePointer(to: &to) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(front, bytes, count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private func passConnection() {
        let near = accept(listener, nil, nil)
        guard near >= 0 else { return }
        guard let far = try? Self.bound(Int32(SOCK_STREAM.rawValue), 0),
            (try? Self.connect(far, to: target)) != nil
        else {
            close(near)
            return
        }
        for end in [near, far] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        let place = record.streams.count
        record.streams += [[], []]
        pipes[near] = Pipe(other: far, place: place)
        pipes[far] = Pipe(other: near, place: place + 1)
    }

    /// Writes what an end has not taken yet, or reads what it has for the other.
    private func pass(_ end: Int32, _ pipe: Pipe) {
        if !pipe.pending.isEmpty {
            let count = pipe.pending.withUnsafeBytes {
                send(end, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 { pipes[end]?.pending.removeFirst(count) }
            if count < 0, errno != EAGAIN { cut(end, pipe) }
            return
        }
        guard pipes[pipe.other]?.pending.isEmpty == true else { return }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(end, &bytes, bytes.count)
        if count > 0 {
            record.streams[pipe.place] += bytes[..<count]
            pipes[pipe.other]?.pending = bytes[..<count]
        } else if count == 0 || errno != EAGAIN {
            cut(end, pipe)
        }
    }

    private func cut(_ end: Int32, _ pipe: Pipe) {
        for descriptor in [end, pipe.other] {
            pipes[descriptor] = nil
            close(descriptor)
        }
    }

    private func end() {
        for descriptor in pipes.keys { close(descriptor) }
        for descriptor in [front, listener, control.read, control.write] { close(descriptor) }
    }

    // MARK: Sockets

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = port.bigEndian
        return address
    }

    /// A socket for datagrams and one for connections, on the same free port.
    ///
    /// What is free for datagrams may be in use by a connection: of this test run, or of any process.
    private static func boundToOnePort() throws(Failure) -> (front: Int32, listener: Int32) {
        var failure = Failure(code: EADDRINUSE)
        for _ in 0..<16 {
            let front = try bound(Int32(SOCK_DGRAM.rawValue), 0)
            do throws(Failure) {
                let listener = try bound(Int32(SOCK_STREAM.rawValue), port(of: front))
                return (front, listener)
            } catch {
                close(front)
                failure = error
            }
        }
        throw failure
    }

    private static func bound(_ type: Int32, _ port: UInt16) throws(Failure) -> Int32 {
        let descriptor = socket(AF_INET, type | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        var address = loopback(port)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let failure = Failure(code: errno)
            close(descriptor)
            throw failure
        }
        return descriptor
    }

    private static func connect(_ descriptor: Int32, to port: UInt16) throws {
        var address = loopback(port)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(code: errno) }
    }

    private static func port(of descriptor: Int32) throws(Failure) -> UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length)
            }
        }
        guard result == 0 else { throw Failure(code: errno) }
        return UInt16(bigEndian: address.sin_port)
    }
}
