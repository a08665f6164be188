/// The way in which one side of a session splits ranges and answers; the two sides need not agree.
///
/// Every profile is Protocol V1. The figures behind the choices are in the article of this library.
public struct ReconciliationProfile: Hashable, Sendable {
    /// The smallest frame size limit other than 0 (none), in bytes, as in the reference.
    public static let frameSizeLimitMin = 4_096

    /// The profile of the reference: 16 parts, id lists below 32 items; the same bytes.
    public static let reference = ReconciliationProfile(
        parts: 16,
        partsWhenDense: 16,
        listCountMin: 32,
        isTailWeighted: false,
        isReference: true,
        loneItemCountMax: 0
    )

    /// The profile with few bytes a difference, and few rounds when the newest items differ.
    public static let tuned = ReconciliationProfile(
        parts: 4,
        partsWhenDense: 16,
        listCountMin: 8,
        isTailWeighted: true,
        isReference: false,
        loneItemCountMax: 128
    )

    /// Into how many parts a range is split.
    let parts: Int
    /// The same when almost all ranges of the received frame differ.
    let partsWhenDense: Int
    /// The smallest number of items that is split; fewer are listed.
    let listCountMin: Int
    /// True when the first frame splits the newest items finest, and lists the last few.
    let isTailWeighted: Bool
    /// True when every answer has the reference's bytes.
    ///
    /// The others leave out what the peer has shown to know, and write an open skip before they
    /// close a full frame.
    let isReference: Bool
    /// The most items of a range that is searched for the one item the peer lacks.
    let loneItemCountMax: Int

    #if PLANTED_FAULTS
    /// True to drop a split that does not fit a frame, and to believe the omitted ranges equal: a
    /// bug for trials to find.
    private(set) var dropsSplits = false
    #else
    let dropsSplits = false
    #endif

    /// The same profile with that bug, in builds that plant bugs.
    package var droppingSplits: ReconciliationProfile {
        #if PLANTED_FAULTS
        var profile = self
        profile.dropsSplits = true
        return profile
        #else
        self
        #endif
    }
}
