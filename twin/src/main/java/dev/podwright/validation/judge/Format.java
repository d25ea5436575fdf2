package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import dev.podwright.units.Precision;
import dev.podwright.validation.Row;

/// A number format as the evidence writes it.
///
/// @param weights how weights are stored
/// @param compute what the product is computed in
record Format(Precision weights, Precision compute) {

    static Format of(Row row) {
        boolean mx = row.has("source_dtype") && row.text("source_dtype").contains("mxfp4");
        Format plain = of(row.text("dtype"));
        return mx && plain.weights == Precision.INT4 ? new Format(Precision.MXFP4, plain.compute) : plain;
    }

    /// @throws InputException for a word that is not known
    static Format of(String word) {
        return switch (word) {
            case "bf16", "fp16" -> new Format(Precision.BF16, Precision.BF16);
            case "fp8" -> new Format(Precision.FP8, Precision.FP8);
            case "nvfp4" -> new Format(Precision.NVFP4, Precision.NVFP4);
            case "mxfp4" -> new Format(Precision.MXFP4, Precision.MXFP4);
            case "w8a8", "int8" -> new Format(Precision.INT8, Precision.INT8);
            case "w8a16" -> new Format(Precision.INT8, Precision.BF16);
            case "w4a16" -> new Format(Precision.INT4, Precision.BF16);
            case "w4a8" -> new Format(Precision.INT4, Precision.FP8);
            default -> throw new InputException("the number format %s is not one that the twin knows".formatted(word), "");
        };
    }
}
