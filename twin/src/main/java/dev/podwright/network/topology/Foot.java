package dev.podwright.network.topology;

/// How cards stand on the leaves of a network. It may stand several times in a pod, side by side.
///
/// @param cards of one network
/// @param server cards that are joined inside already
/// @param perLeaf cards on a full leaf
/// @param rails whether card r of a server hangs on leaf r of its unit
/// @param apart whether rails never meet above
/// @param planes ports of each card
record Foot(int cards, int server, int perLeaf, boolean rails, boolean apart, int planes) {

    private int units() {
        int servers = cards / server;
        return (servers + perLeaf - 1) / perLeaf;
    }

    /// Blocks of leaves in one network: a block is what one card's leaves of all its planes are.
    int blocks() {
        return rails ? units() * (apart ? 1 : server) : (cards + perLeaf - 1) / perLeaf;
    }

    /// Leaves of a block.
    int lanes() {
        return planes * (apart ? server : 1);
    }

    /// The leaf to which port `plane` of `card` leads, counted over all networks.
    int leaf(int card, int plane) {
        int network = card / cards;
        int within = card % cards;
        if (!rails) {
            return (network * blocks() + within / perLeaf) * lanes() + plane;
        }
        int unit = within / server / perLeaf;
        int rail = within % server;
        return apart
                ? (network * blocks() + unit) * lanes() + rail * planes + plane
                : (network * blocks() + unit * server + rail) * lanes() + plane;
    }
}
