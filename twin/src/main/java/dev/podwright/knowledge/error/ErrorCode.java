package dev.podwright.knowledge.error;

import java.util.List;

/// What an error code means.
///
/// @param code as logs have it: `EI0006`, `507015`, `ERR01007`
/// @param origin who raises it, such as `HCCL: collective communication`, `ACL runtime`
/// @param name symbolic name; empty where there is none
/// @param meaning in short; `<x>` stands for what the message prints
/// @param category such as `timeout`
/// @param causes likely ones, most likely first, full sentences
/// @param remedies what to try, in this order, full sentences
/// @param related codes that come with it or before it
/// @param known whether the registry that was read lists it; else it is told from its family
/// @param source of the meaning
public record ErrorCode(String code, String origin, String name, String meaning, String category, List<String> causes, List<String> remedies,
                        List<String> related, boolean known, String source) {
    public ErrorCode {
        causes = List.copyOf(causes);
        remedies = List.copyOf(remedies);
        related = List.copyOf(related);
    }
}
