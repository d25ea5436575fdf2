package dev.podwright.knowledge.support;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Where PyTorch's operators get their work done on an NPU, by release, and which operators torch_npu has of its own.
final class Origins {
    /// Where the work of an operator gets done (`operators.csv` says how this is known).
    enum Origin {
        /// torch_npu registers it for the NPU.
        REGISTERED('R'),
        /// A view: PyTorch computes it on the host.
        VIEW('V'),
        /// PyTorch composes it of other operators on any device.
        COMPOSED('C'),
        /// Neither.
        NOWHERE('N');

        private final char letter;

        Origin(char letter) {
            this.letter = letter;
        }
    }

    private static final String OPERATORS = "operators.csv";
    private static final String OWN = "npu_operators.csv";
    private static final char YES = 'Y';

    private final List<String> releases;
    private final Map<String, String> operators;
    private final Map<String, String> own;

    private Origins(List<String> releases, Map<String, String> operators, Map<String, String> own) {
        this.releases = releases;
        this.operators = operators;
        this.own = own;
    }

    static Origins bundled() {
        Sheet operators = Sheet.resource(OPERATORS);
        return new Origins(List.of(operators.columns().getLast().split(" ")), letters(operators), letters(Sheet.resource(OWN)));
    }

    private static Map<String, String> letters(Sheet sheet) {
        Map<String, String> rows = new TreeMap<>();
        for (Sheet.Line line : sheet.lines()) {
            rows.put(line.get("operator"), line.get(sheet.columns().getLast()));
        }
        return rows;
    }

    /// Releases of PyTorch that were read for this, oldest first.
    List<String> releases() {
        return releases;
    }

    /// All operators of PyTorch, without `aten::`.
    Set<String> names() {
        return operators.keySet();
    }

    int rows() {
        return operators.size();
    }

    int ownRows() {
        return own.size();
    }

    /// Where the operator `aten::name` of a release gets its work done; empty if that release has no such operator or was not read.
    Optional<Origin> of(String name, String release) {
        int column = releases.indexOf(release);
        String letters = operators.get(name);
        if (column < 0 || letters == null) {
            return Optional.empty();
        }
        for (Origin origin : Origin.values()) {
            if (origin.letter == letters.charAt(column)) {
                return Optional.of(origin);
            }
        }
        return Optional.empty();
    }

    /// Whether PyTorch of any release that was read has an operator `aten::name`.
    boolean knows(String name) {
        return operators.containsKey(name);
    }

    /// Whether torch_npu of a release has the operator `npu::name`.
    boolean owns(String name, String release) {
        int column = releases.indexOf(release);
        String letters = own.get(name);
        return column >= 0 && letters != null && letters.charAt(column) == YES;
    }

    /// Whether torch_npu of any release that was read has the operator `npu::name`.
    boolean owns(String name) {
        return own.containsKey(name);
    }
}
