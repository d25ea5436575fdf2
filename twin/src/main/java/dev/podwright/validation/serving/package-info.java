/// Measured serving rows, as simulations: what a row says becomes replicas, clients and requests.
///
/// Knows: the columns of `serving/measured.csv`, the benchmark harnesses behind them and how they launch engines and ask. Never knows: how to
/// judge or print. Entrances: [dev.podwright.validation.serving.Sites] makes what runs and
/// [dev.podwright.validation.serving.ClosedLoop] runs it, for closed loops without speculation; [dev.podwright.validation.serving.Points] predicts rows of every
/// other mode.
package dev.podwright.validation.serving;
