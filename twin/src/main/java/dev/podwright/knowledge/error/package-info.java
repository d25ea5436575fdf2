/// Error codes of CANN, the ACL runtime, HCCL and torch_npu, what they mean and what to try.
///
/// Knows: codes, families, categories with remedies, the parts that errors play. Never knows: models, times, lines of logs (`log` below does). Entrance:
/// [dev.podwright.knowledge.error.ErrorCodes].
package dev.podwright.knowledge.error;
