import Glibc
import GossipText

/// The machine's clock, by which messages are signed.
struct ClockChecks {
    let clock: WallClock

    /// Before this program was written, 2026-01-01, no clock can be.
    private static let earliest: UInt64 = 1_767_225_600_000
    /// The files of services that keep a clock right, there while these run.
    private static let signs = [
        "/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid", "/run/chronyd.pid",
        "/run/ntpd.pid", "/run/ntpsec.pid", "/run/openntpd.pid",
    ]

    func findings() -> [Finding] {
        [finding(hasService: Self.signs.contains { access($0, F_OK) == 0 })]
    }

    func finding(hasService: Bool) -> Finding {
        if clock.now < Self.earliest {
            return .problem(
                "clock",
                "it says \(TimeFormat.people(clock.now, in: clock.zone)), which cannot be.",
                "Set it before the node starts: the time of each message is signed, and others sort "
                    + "by it."
            )
        }
        if hasService {
            return .good("clock", "a time service keeps it right.")
        }
        return .note(
            "clock",
            "no time service is seen that keeps it right.",
            "Run chrony, systemd-timesyncd or the like; in a container, look at the host. Peers "
                + "refuse live messages more than 10 minutes ahead."
        )
    }
}
