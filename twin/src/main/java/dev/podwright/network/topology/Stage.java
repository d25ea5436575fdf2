package dev.podwright.network.topology;

/// A tier of switches above another. Switches of the lower tier lie in blocks, and within a block in lanes that meet only above or never; a block
/// of this tier joins `joined` of theirs, lane by lane.
///
/// @param joined lower blocks in one of its blocks
/// @param switches of each block and lane
/// @param parallel cables from each lower switch to each of them
/// @param capacity bytes/s upwards of one lower switch
record Stage(String tier, int joined, int switches, int parallel, double capacity, double latency) {

    double cable() {
        return capacity / switches / parallel;
    }
}
