package dev.podwright.migration;

import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// When a fact applies: every clause must hold.
///
/// @param clauses of each at least one trait is there
/// @param none traits that are not there
record When(List<Set<Trait>> clauses, Set<Trait> none) {

    When {
        clauses = List.copyOf(clauses);
        none = Set.copyOf(none);
    }

    /// A list of words such as `["serving", "a2|a3", "!mixture"]`.
    static When read(Node node) {
        List<Set<Trait>> clauses = new ArrayList<>();
        Set<Trait> none = EnumSet.noneOf(Trait.class);
        for (Node word : node.list()) {
            if (word.text().startsWith("!")) {
                none.add(trait(word, word.text().substring(1)));
            } else {
                Set<Trait> any = EnumSet.noneOf(Trait.class);
                for (String one : word.text().split("\\|")) {
                    any.add(trait(word, one));
                }
                clauses.add(any);
            }
        }
        return new When(clauses, none);
    }

    private static Trait trait(Node node, String word) {
        List<String> words = Arrays.stream(Trait.values()).map(Trait::word).toList();
        return Trait.of(word).orElseThrow(() -> node.wrong("a known trait", Nearest.maybe(word, words)));
    }

    boolean holds(Set<Trait> traits) {
        return clauses.stream().allMatch(any -> any.stream().anyMatch(traits::contains)) && none.stream().noneMatch(traits::contains);
    }

    /// Whether the fact says something of this trait, rather than only where it is.
    boolean about(Trait trait) {
        return clauses.stream().anyMatch(any -> any.contains(trait));
    }

    /// Whether some case can have it: no clause asks for what another clause or the exclusion rules out.
    boolean possible() {
        for (Trait.Kind kind : Trait.Kind.values()) {
            Set<Trait> left = EnumSet.allOf(Trait.class);
            left.removeAll(none);
            boolean asked = false;
            for (Set<Trait> any : clauses) {
                if (any.stream().allMatch(t -> t.kind() == kind)) {
                    asked = true;
                    if (kind.exclusive()) {
                        left.retainAll(any);
                    } else if (any.stream().noneMatch(left::contains)) {
                        return false;
                    }
                }
            }
            if (asked && kind.exclusive() && left.isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
