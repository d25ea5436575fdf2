/// From a `config.json` to an architecture, and from an architecture to parameters, bytes and the operators of a step.
///
/// Knows: layers, parameters, FLOPs, bytes, the families of models. Never knows: chips, time, how ranks are joined, which
/// requests make up a batch. Entrances: [dev.podwright.model.Models] reads, [dev.podwright.model.Parameters] counts,
/// [dev.podwright.model.Operators] lists what one rank runs,
/// [dev.podwright.model.SavedTensors] what it keeps for the backward pass. Families live one method each in the `…Family` classes; the keys
/// of a config that cost nothing stand in `free-of-cost.txt`, the bundled models in `models.csv` and `configs/`.
package dev.podwright.model;
