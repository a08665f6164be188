import NodeProcesses

/// The cost of the sessions of one kind.
struct ReconciliationResult {
    let key: String
    let label: String
    let roundTrips: Int
    let bytes: Int
    let missing: Int
    let client: Samples
    let server: Samples

    /// Milliseconds of the side that worked more, the median.
    var sideMilliseconds: Double { max(client.median, server.median) }

    var row: Section.Row {
        var client = client
        var server = server
        let each = missing == 0 ? Double.nan : Double(bytes) / Double(missing)
        return Section.Row(
            key,
            label,
            [
                Figure("round_trips", "round trips", roundTrips),
                Figure("bytes", "bytes", bytes, .bytes),
                Figure("bytes_a_difference", "a difference", each, .bytes),
                Figure("client_p50_ms", "asking p50", client.percentile(0.5), .milliseconds),
                Figure("client_max_ms", "max", client.percentile(1), .milliseconds),
                Figure("server_p50_ms", "answering p50", server.percentile(0.5), .milliseconds),
                Figure("server_max_ms", "max", server.percentile(1), .milliseconds),
            ]
        )
    }
}
