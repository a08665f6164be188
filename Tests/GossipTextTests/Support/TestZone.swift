import Glibc

@testable import GossipText

/// Central European time with its two changes a year, as the zone of this test process.
///
/// Given as a rule and not as a name, so that no time zone database need be installed.
enum TestZone {
    static let rule = "CET-1CEST,M3.5.0,M10.5.0/3"

    /// The local zone, once it is set to this one.
    static let local: TimeZoneRule = {
        setenv("TZ", rule, 1)
        tzset()
        return .local
    }()
}
