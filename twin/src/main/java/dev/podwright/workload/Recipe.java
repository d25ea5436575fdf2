package dev.podwright.workload;

import dev.podwright.model.Quantization;

/// What a training job computes, whatever it runs on.
///
/// @param sequence tokens per sequence
/// @param globalBatch sequences per optimiser step
/// @param phase which weights learn
/// @param quantization precision of the matrix products (`activations`) and of the weights they read; cache precision is not read
/// @param loraRank rank of the adapters, for [Phase#LORA]
public record Recipe(double sequence, double globalBatch, Phase phase, Quantization quantization, int loraRank) {

    /// Which weights learn.
    public enum Phase {
        /// All, on plain text.
        PRETRAIN("pretrain"),
        /// All, on packed instructions: the same work per token.
        SFT("sft"),
        /// Low-rank adapters beside frozen weights (Hu et al. 2021, arXiv 2106.09685).
        LORA("lora");

        private final String label;

        Phase(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// Rank of LoRA adapters where nobody says otherwise (the default of NeMo's and Hugging Face's recipes is 8 to 32).
    public static final int USUAL_LORA_RANK = 16;

    public Recipe {
        if (!(sequence >= 1) || !(globalBatch >= 1) || loraRank < 0) {
            throw new IllegalArgumentException("The sequence (%s) and the global batch (%s) must be at least 1, the LoRA rank (%d) at least 0."
                    .formatted(sequence, globalBatch, loraRank));
        }
    }

    public Recipe(double sequence, double globalBatch, Phase phase, Quantization quantization) {
        this(sequence, globalBatch, phase, quantization, phase == Phase.LORA ? USUAL_LORA_RANK : 0);
    }

    /// Tokens of one optimiser step.
    public double stepTokens() {
        return sequence * globalBatch;
    }
}
