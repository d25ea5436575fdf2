package dev.podwright.layout;

/// What the memory of a training rank is used for.
enum MemoryUse {
    WEIGHTS("weights"),
    GRADIENTS("gradients"),
    OPTIMIZER("optimiser states"),
    GATHERED("gathered layers"),
    ACTIVATIONS("activations"),
    WORKING("working set of a layer"),
    EXCHANGE("expert exchange buffers"),
    LOGITS("logits"),
    UPDATE("copies during the update"),
    COMMUNICATION("communication buffers"),
    RESERVE("fragmentation reserve");

    static final int COUNT = values().length;

    private final String label;

    MemoryUse(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
