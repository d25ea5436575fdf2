package dev.podwright.app;

import dev.podwright.simulation.Clients;
import dev.podwright.trace.RequestSource;
import dev.podwright.workload.Limits;
import java.util.List;
import java.util.Optional;

/// The requests of a simulation.
///
/// @param source gives them one after the other
/// @param recorded name of the trace that is played; empty where requests are made
/// @param clients who ask
/// @param limits class by class, as [RequestSource#kind] numbers them
public record Traffic(RequestSource source, Optional<String> recorded, Clients clients, List<Limits> limits) {}
