package dev.podwright.profile;

/// Calls of one framework operator on the host.
///
/// @param name such as `aten::addmm`, `c10d::allreduce_`, `flash_attn::_flash_attn_forward`
/// @param calls how often, nested calls included
/// @param launches device tasks that it launched itself, not by operators that it called
/// @param hostSeconds on the host, called operators not included
/// @param deviceSeconds of the tasks that it launched itself
public record HostOperator(String name, long calls, long launches, double hostSeconds, double deviceSeconds) {}
