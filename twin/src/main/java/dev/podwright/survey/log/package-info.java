/// What nccl-tests and hccl_test print.
///
/// Knows: both formats. Never knows: predictions. Entrance: [dev.podwright.survey.log.Logs].
package dev.podwright.survey.log;
