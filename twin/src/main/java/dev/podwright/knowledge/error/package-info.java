/// Error codes of CANN, the ACL runtime, HCCL and torch_npu, and where they stand in logs.
///
/// Knows: codes, families, categories with remedies, patterns of log lines. Never knows: models, times. Entrance: [dev.podwright.knowledge.error.ErrorCodes],
/// [dev.podwright.knowledge.error.LogReader].
package dev.podwright.knowledge.error;
