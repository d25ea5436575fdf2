package dev.podwright.knowledge.error;

import java.util.List;

/// What an error code means.
///
/// @param code as logs have it: `EI0006`, `507015`, `ERR01007`; results of HCCL as `HCCL 9`, messages without a code as `NPU-OOM`
/// @param origin who raises it, such as `HCCL: collective communication`, `ACL runtime`
/// @param name symbolic name; empty where there is none
/// @param meaning in short; `<x>` stands for what the message prints
/// @param category such as `timeout`
/// @param role the part it plays when a job fails
/// @param causes likely ones, most likely first, full sentences
/// @param remedies what to try, in this order, full sentences
/// @param related codes that come with it or before it; of a code that is not listed, the nearest that are
/// @param known whether a list that was read has it; else it is told from its family
/// @param source of the meaning, and of causes and remedies where they have one of their own
public record ErrorCode(String code, String origin, String name, String meaning, String category, Role role, List<String> causes, List<String> remedies,
                        List<String> related, boolean known, String source) {
    public ErrorCode {
        causes = List.copyOf(causes);
        remedies = List.copyOf(remedies);
        related = List.copyOf(related);
    }
}
