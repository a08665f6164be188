// Speaks the line protocol of the reference's test harness on standard input and output, so that
// the reference's own tests can run against this implementation.

var harness = Harness.ofEnvironment()
harness.run()
