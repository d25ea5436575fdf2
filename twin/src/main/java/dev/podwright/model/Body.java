package dev.podwright.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What a family reads from a config beyond hidden size, vocabulary and precision.
///
/// @param tied whether the family shares embedding and head unless the config says otherwise
record Body(List<Layer> layers, boolean layerNorm, boolean tied, int positions, int draftLayers, long loose, List<String> remarks) {

    static Body of(List<Layer> layers) {
        return new Body(layers, false, false, 0, 0, 0, List.of());
    }

    /// Equal layers.
    static Body of(int count, Layer layer) {
        return of(Collections.nCopies(count, layer));
    }

    Body withLayerNorm() {
        return new Body(layers, true, tied, positions, draftLayers, loose, remarks);
    }

    Body tied(boolean tied) {
        return new Body(layers, layerNorm, tied, positions, draftLayers, loose, remarks);
    }

    Body positions(int rows) {
        return new Body(layers, layerNorm, tied, rows, draftLayers, loose, remarks);
    }

    Body drafts(int count) {
        return new Body(layers, layerNorm, tied, positions, count, loose, remarks);
    }

    Body loose(long parameters) {
        return new Body(layers, layerNorm, tied, positions, draftLayers, parameters, remarks);
    }

    Body remark(String remark) {
        List<String> more = new ArrayList<>(remarks);
        more.add(remark);
        return new Body(layers, layerNorm, tied, positions, draftLayers, loose, List.copyOf(more));
    }
}
