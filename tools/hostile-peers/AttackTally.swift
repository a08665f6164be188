/// The work that an attacker has done.
package struct AttackTally {
    package var datagrams = 0
    package var streams = 0
    package var bytes = 0

    package init() {}

    /// Counts a datagram of so many bytes.
    mutating func sent(_ count: Int) {
        datagrams += 1
        bytes += count
    }
}
