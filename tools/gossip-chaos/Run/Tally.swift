/// The tally of faults done to the nodes, and of messages they took in.
struct Tally: CustomStringConvertible {
    var kills = 0
    var halts = 0
    var restarts = 0
    var damages = 0
    var partitions = 0
    var published = 0
    var acknowledged = 0
    var messages = 0

    var description: String {
        "kills \(kills), halts \(halts), restarts \(restarts), damaged logs \(damages), "
            + "partitions \(partitions); published \(published), acknowledged \(acknowledged), "
            + "messages in each log \(messages);"
    }
}
