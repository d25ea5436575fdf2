/// Logs of jobs on Ascend and what went wrong in them: lines of CANN's plog, of torch_npu, of Python and of launchers, of one rank or of many.
///
/// Knows: how such lines look, who speaks in them and when, which errors are echoes of others. Never knows: what a code means (the lists of
/// [dev.podwright.knowledge.error.ErrorCodes] do), models, networks. Entrance: [dev.podwright.knowledge.error.log.LogReader].
package dev.podwright.knowledge.error.log;
