package dev.podwright.knowledge.error.log;

import dev.podwright.knowledge.error.ErrorCode;
import dev.podwright.knowledge.error.ErrorCodes;
import dev.podwright.knowledge.error.Symptom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Error codes in one line. A bare number is none: `loss 507015.2` and `507015 tokens` stay what they are. What makes a number a code is said in docs/errors.md.
final class Hits {
    /// `EI0006: `, `[EZ9999]`, `EZ9999[PID: 7]`, `Communication_Error_Get_Socket(EI0006): `, `EH9999  [Init]`.
    private static final Pattern CANN = Pattern.compile("(?<![A-Za-z0-9_./=-])([EW][A-Z0-9]\\d{4})(?=[:\\])]|\\[PID|\\s+\\[|\\s*$)");
    /// `ERR02200 DIST call hccl api failed.`: module names follow (Ascend/pytorch:torch_npu/utils/_error_code.py).
    private static final Pattern TORCH = Pattern.compile("(?<![A-Za-z0-9_])(ERR\\d{5})(?= (?:PTA|OPS|DIST|GRAPH|PROF|UNKNOWN)\\b|\\]|:)");
    /// `error code is 507015`, `error no is 561103`, `ErrCode=507048`, `errno[361001]`.
    private static final Pattern NAMED = Pattern.compile("(?i)(?:error ?(?:code|no|number)|err(?:or)?_?code|errno)\\W{0,3}(?:is)?[ :=\\[(]{0,3}(0x[0-9a-f]{5,8}|[1-5]\\d{5})(?![\\w.]\\w)");
    /// `runtime result = 507013`, `ret = 507008`, `retCode=0x7020010`, `return value: 561003`, `failed: 507048`: only where the line says that something failed.
    private static final Pattern RESULT = Pattern.compile("(?i)(?:\\bresult|\\bret(?:urn)?[_ ]?(?:code|value|val)?|failed)\\s*(?:is|[:=]|->|\\[)\\s*(0x[0-9a-f]{5,8}|[1-5]\\d{5})(?![\\w.]\\w)");
    private static final Pattern FAILED = Pattern.compile("(?i)fail|error|abnormal|exception");
    private static final Pattern SYMBOL = Pattern.compile("\\b(ACL_ERROR_[A-Z0-9_]+|ACLNN_ERR_[A-Z0-9_]+|HCCL_E_[A-Z0-9_]+)\\b");
    /// `HCCL function error: hcclCommInitRootInfoConfig(...), error code is 7`, `OPS function error: HcclAllreduce, error code is 6`.
    private static final Pattern HCCL_CALL = Pattern.compile("(?i)hccl.{0,200}error code is (\\d{1,2})(?!\\d)");
    /// `call trace: hcclRet -> 19`, and `ret[9]` in lines of the plog by HCCL.
    private static final Pattern HCCL_RET = Pattern.compile("hcclRet\\s*->\\s*(\\d{1,2})(?!\\d)");
    private static final Pattern HCCL_PLOG = Pattern.compile("\\bret\\[(\\d{1,2})\\]");
    /// Numbers of the runtime's own begin so: `InnerCode=0x715006b` (vllm-project/vllm-ascend issue 7651). Others are registers and addresses.
    private static final int INNER = 0x07;
    private static final int MODULE_BITS = 24;
    private static final int DIGITS = 6;
    private static final int CODE = 6;
    private static final int LONGEST_TEXT = 240;
    private static final int MOST_KNOWN = 1 << 14;

    private final ErrorCodes codes;
    private final Map<String, Optional<ErrorCode>> known = new LinkedHashMap<>();

    Hits(ErrorCodes codes) {
        this.codes = codes;
    }

    /// A code in a line and what follows it.
    record Hit(ErrorCode code, String text) {}

    List<Hit> in(Head head) {
        String line = head.rest();
        Map<String, Hit> hits = new LinkedHashMap<>();
        if (code(line)) {
            cann(line, hits);
        }
        if (line.contains("ERR")) {
            Matcher torch = TORCH.matcher(line);
            while (torch.find()) {
                add(hits, torch.group(1), line.substring(torch.end()));
            }
        }
        if (number(line)) {
            numbers(NAMED.matcher(line), true, hits, line);
            if (head.level().equals("ERROR") || FAILED.matcher(line).find()) {
                numbers(RESULT.matcher(line), false, hits, line);
            }
        }
        if (line.contains("ACL_ERROR_") || line.contains("ACLNN_ERR_") || line.contains("HCCL_E_")) {
            symbols(head, line, hits);
        }
        hccl(head, line, hits);
        for (Symptom symptom : codes.symptoms()) {
            if (symptom.says().stream().anyMatch(line::contains)) {
                add(hits, symptom.code(), line);
            }
        }
        return List.copyOf(hits.values());
    }

    /// The word error in the name itself says nothing.
    private void symbols(Head head, String line, Map<String, Hit> hits) {
        Matcher symbol = SYMBOL.matcher(line);
        if (head.level().equals("ERROR") || FAILED.matcher(symbol.replaceAll("")).find()) {
            symbol.reset();
            while (symbol.find()) {
                add(hits, symbol.group(1), line);
            }
        }
    }

    private void cann(String line, Map<String, Hit> hits) {
        Matcher cann = CANN.matcher(line);
        while (cann.find()) {
            String code = cann.group(1);
            if (codes.hasModule(code.substring(0, 2))) {
                add(hits, code, line.substring(cann.end()));
            }
        }
    }

    /// Whether a line may hold a code of CANN.
    private static boolean code(String line) {
        for (int i = 0; i + CODE <= line.length(); i++) {
            char c = line.charAt(i);
            if ((c == 'E' || c == 'W') && digit(line, i + 2) && digit(line, i + 3) && digit(line, i + 4) && digit(line, i + 5)) {
                return true;
            }
        }
        return false;
    }

    private static boolean digit(String line, int at) {
        return line.charAt(at) >= '0' && line.charAt(at) <= '9';
    }

    /// Whether a line holds a number of six digits or a hexadecimal one; most lines do not, and looking is cheaper than matching.
    private static boolean number(String line) {
        int digits = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
            if (digits == DIGITS || c == 'x' && i > 0 && line.charAt(i - 1) == '0') {
                return true;
            }
        }
        return false;
    }

    /// @param named whether the words before the number call it an error, so that it needs to be in no list
    private void numbers(Matcher matcher, boolean named, Map<String, Hit> hits, String line) {
        while (matcher.find()) {
            boolean hex = matcher.group(1).startsWith("0x");
            Optional<ErrorCode> found = look(matcher.group(1));
            if (found.isPresent() && (found.get().known() || (hex ? inner(matcher.group(1)) : named))) {
                hits.putIfAbsent(found.get().code(), new Hit(found.get(), cut(line)));
            }
        }
    }

    private static boolean inner(String hex) {
        return Long.parseLong(hex.substring(2), 16) >> MODULE_BITS == INNER;
    }

    private void hccl(Head head, String line, Map<String, Hit> hits) {
        List<Matcher> matchers = new ArrayList<>();
        if (line.contains("error code is")) {
            matchers.add(HCCL_CALL.matcher(line));
        }
        if (line.contains("hcclRet")) {
            matchers.add(HCCL_RET.matcher(line));
        }
        if (head.module().equals("HCCL") && head.level().equals("ERROR")) {
            matchers.add(HCCL_PLOG.matcher(line));
        }
        for (Matcher matcher : matchers) {
            if (matcher.find() && Integer.parseInt(matcher.group(1)) > 0) {
                add(hits, "HCCL " + matcher.group(1), line);
            }
        }
    }

    private void add(Map<String, Hit> hits, String code, String text) {
        look(code).ifPresent(found -> hits.putIfAbsent(found.code(), new Hit(found, cut(text))));
    }

    /// A log names few codes many times; one that names many numbers once (addresses) must not fill the memory.
    private Optional<ErrorCode> look(String code) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(code.toLowerCase(Locale.ROOT), c -> codes.find(code));
    }

    static String cut(String text) {
        String stripped = text.strip();
        return stripped.length() <= LONGEST_TEXT ? stripped : stripped.substring(0, LONGEST_TEXT) + "…";
    }
}
