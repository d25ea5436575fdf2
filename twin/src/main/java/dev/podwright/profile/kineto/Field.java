package dev.podwright.profile.kineto;

/// Fields of events and arguments that are read. Their names: pytorch/kineto, libkineto/src/CuptiActivity.cpp and output_json.cpp; pytorch/pytorch,
/// torch/csrc/profiler/util.h and torch/csrc/autograd/profiler_kineto.cpp; those beginning with a small letter instead of a capital are of older releases.
enum Field {
    PHASE("ph"), CATEGORY("cat"), NAME("name"), PROCESS("pid"), THREAD("tid"), START("ts"), LENGTH("dur"), ARGUMENTS("args"),
    EXTERNAL("External id"), OLD_EXTERNAL("external id"), CORRELATION("correlation"), DEVICE("device"), STREAM("stream"), GRAPH("graph id"), GRAPH_NODE("graph node id"),
    BYTES("bytes"), SIZES("Input Dims"), OLD_SIZES("Input dims"), TYPES("Input type"), VALUES("Concrete Inputs"),
    REGISTERS("registers per thread"), SHARED("shared memory"), GRID("grid"), BLOCK("block"), BLOCKS("blocks per SM"), WARPS("warps per SM"), OCCUPANCY("est. achieved occupancy %"),
    COLLECTIVE("Collective name"), TYPE("dtype"), SENT("In msg nelems"), RECEIVED("Out msg nelems"), GROUP_SIZE("Group size"), GROUP("Process Group Name"),
    MEMBERS("Process Group Ranks"),
    /// Any other.
    OTHER("");

    private static final int SLOTS = 256;
    private static final Field[] TABLE = table();

    private final String text;

    Field(String text) {
        this.text = text;
    }

    static Field of(char[] from, int length) {
        int slot = hash(from, length);
        while (TABLE[slot] != null) {
            if (TABLE[slot].is(from, length)) {
                return TABLE[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
        return OTHER;
    }

    /// Length and three letters tell most names apart.
    private static int hash(char[] from, int length) {
        return length == 0 ? 0 : length * 31 + from[0] * 7 + from[length - 1] * 13 + from[length / 2] * 3 & SLOTS - 1;
    }

    private boolean is(char[] from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != from[i]) {
                return false;
            }
        }
        return true;
    }

    private static Field[] table() {
        Field[] table = new Field[SLOTS];
        for (Field field : values()) {
            if (field != OTHER) {
                int slot = hash(field.text.toCharArray(), field.text.length());
                while (table[slot] != null) {
                    slot = slot + 1 & SLOTS - 1;
                }
                table[slot] = field;
            }
        }
        return table;
    }
}
