/// The look of a line that begins with a time.
package struct LineLook: Sendable {
    package let style: Style
    /// The zone in which times print.
    package let zone: TimeZoneRule
    /// True where a day stands on a separate line before what happened in it, as on a terminal.
    package let separatesDays: Bool

    package init(style: Style, zone: TimeZoneRule, separatesDays: Bool) {
        self.style = style
        self.zone = zone
        self.separatesDays = separatesDays
    }
}
