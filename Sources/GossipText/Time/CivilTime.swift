/// A moment as a calendar and a clock on the wall show it.
struct CivilTime: Equatable {
    var year: Int
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0
    var millisecond = 0

    /// True when the calendar has this day and the clock this time: no 31 February, no 25:00.
    var isReal: Bool {
        // West of Greenwich 1970 begins in 1969.
        (1969...9999).contains(year) && (1...12).contains(month)
            && (1...Self.days(inMonth: month, of: year)).contains(day)
            && (0...23).contains(hour) && (0...59).contains(minute)
            && (0...59).contains(second) && (0...999).contains(millisecond)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2:
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            return isLeap ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }
}
