/// From a `config.json` to an architecture, and from an architecture to the operators of a step.
///
/// Knows: layers, parameters, FLOPs, bytes. Never knows: chips, time, how ranks are joined. Entrances:
/// [dev.podwright.model.Models] and [dev.podwright.model.Operators].
package dev.podwright.model;
