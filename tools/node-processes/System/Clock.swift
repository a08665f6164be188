package import Glibc

/// Clocks in nanoseconds.
package enum Clock {
    /// Time that passes, the same in all processes of the machine.
    package static func monotonic() -> UInt64 { nanoseconds(CLOCK_MONOTONIC) }

    /// Processor time of the calling thread.
    package static func thread() -> UInt64 { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

    /// Processor time of all threads of a process; `nil` when it is gone.
    package static func process(_ pid: pid_t) -> UInt64? {
        var clock = clockid_t()
        guard clock_getcpuclockid(pid, &clock) == 0 else { return nil }
        var time = timespec()
        guard clock_gettime(clock, &time) == 0 else { return nil }
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Milliseconds since 1970.
    package static func wallMilliseconds() -> UInt64 { nanoseconds(CLOCK_REALTIME) / 1_000_000 }

    /// Sleeps until the monotonic clock shows this.
    package static func sleep(until deadline: UInt64) {
        var time = timespec(
            tv_sec: Int(deadline / 1_000_000_000),
            tv_nsec: Int(deadline % 1_000_000_000)
        )
        while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
    }

    /// Runs the body and tells how long it took, in passing and in processor time of this thread.
    package static func measure<Result>(
        _ body: () throws -> Result
    ) rethrows -> (result: Result, elapsed: UInt64, cpu: UInt64) {
        let start = monotonic()
        let cpuStart = thread()
        let result = try body()
        let cpu = thread() - cpuStart
        return (result, monotonic() - start, cpu)
    }

    private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
