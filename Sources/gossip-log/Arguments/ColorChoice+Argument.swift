import ArgumentParser
import GossipText

extension ColorChoice: ExpressibleByArgument {}
