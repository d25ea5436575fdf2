package dev.podwright.plan;

import dev.podwright.cost.Bill;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.training.Iteration;
import java.util.Optional;

/// A setup that fits, predicted.
///
/// @param chips chips as sold that it occupies
/// @param run the whole job, if a number of tokens or a time is given
/// @param bill power of the chips in use and what a token costs; its tokens are those trained on
public record TrainingOption(TrainingSetup setup, Iteration iteration, int chips, Optional<TrainingRun> run, Bill bill) {}
