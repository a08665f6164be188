import Glibc
import GossipText

/// A reason why standard output takes nothing more.
enum OutputFailure: Error, Equatable, CustomStringConvertible {
    /// Nobody reads it any longer: the reader of a pipe has gone, or a terminal was closed.
    case closed
    /// A write failed with this error number of the system.
    case failed(Int32)

    /// Judges the error number of a write.
    init(_ number: Int32, of descriptor: Int32) {
        let isGone = number == EPIPE || (number == EIO && Terminal.isDevice(descriptor))
        self = isGone ? .closed : .failed(number)
    }

    var description: String {
        switch self {
        case .closed: "cannot write to standard output: nobody reads it."
        case .failed(let number):
            "cannot write to standard output: \(SystemError.text(number)). Free space, or send it "
                + "elsewhere: to /dev/null when nobody is to read it."
        }
    }
}
