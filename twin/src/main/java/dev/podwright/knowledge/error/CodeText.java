package dev.podwright.knowledge.error;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Codes as people and logs write them, made one: `ei0006`, `[EZ9999]`, `error code is 507015`, `0x7bc87`, `hcclRet -> 9`, `exitcode: -9`.
final class CodeText {
    private static final Pattern CANN = Pattern.compile("[EW][A-Z0-9][0-9]{4}");
    private static final Pattern TORCH = Pattern.compile("ERR ?([0-9]{5})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{6}");
    private static final Pattern HEX = Pattern.compile("0X[0-9A-F]{4,8}");
    private static final Pattern HCCL = Pattern.compile("HCCL(?:RET|_RET| RESULT| ERROR| CODE)*[ :=>\\-\\[(]*([0-9]{1,4})");
    private static final Pattern EXIT = Pattern.compile("(?:EXIT|EXITCODE|EXIT CODE|SIGNAL|SIG)[ :=]*(-?[0-9]{1,3})");
    /// What stands around a code in a message.
    private static final Pattern WRAPPING = Pattern.compile(
            "^(?:[\\[(\"'`]|(?:RUNTIME RESULT|ERRORCODE|ERRCODE|ERRNO|ERROR NO|ERROR CODE|RETCODE|RET|RESULT|RETURN VALUE|CODE|ERROR)(?: IS|[ :=\\[]|->)+|[ :=])+|[\\])\"'`:;,. ]+$");
    /// A shell reports a signal as its number and this.
    private static final int SHELL = 128;
    private static final int LARGEST_SIGNAL = 64;

    private CodeText() {}

    /// Forms of codes.
    sealed interface Form {
        /// `EI0006`.
        record Cann(String code) implements Form {
            String prefix() {
                return code.substring(0, 2);
            }

            int number() {
                return Integer.parseInt(code.substring(2));
            }
        }

        /// `ERR01007`.
        record Torch(String code) implements Form {
            String module() {
                return code.substring(3, 5);
            }

            String type() {
                return code.substring(5);
            }
        }

        /// `507015`, also from hexadecimal.
        record Number(int number) implements Form {}

        /// A hexadecimal number that is no code of six digits.
        record Inner(long number) implements Form {}

        /// `HCCL 9`.
        record Hccl(int number) implements Form {}

        /// Number of a signal.
        record Signal(int number) implements Form {}
    }

    /// The form of `given`, if it has that of any code.
    static Optional<Form> form(String given) {
        String text = clean(given);
        if (CANN.matcher(text).matches()) {
            return Optional.of(new Form.Cann(text));
        }
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(new Form.Number(Integer.parseInt(text)));
        }
        if (HEX.matcher(text).matches()) {
            long number = Long.parseLong(text.substring(2), 16);
            return Optional.of(number >= 100_000 && number <= 999_999 ? new Form.Number((int) number) : new Form.Inner(number));
        }
        Matcher torch = TORCH.matcher(text);
        if (torch.matches()) {
            return Optional.of(new Form.Torch("ERR" + torch.group(1)));
        }
        String whole = given.strip().toUpperCase(Locale.ROOT);
        Matcher hccl = HCCL.matcher(text);
        if (hccl.matches()) {
            return Optional.of(new Form.Hccl(Integer.parseInt(hccl.group(1))));
        }
        Matcher exit = EXIT.matcher(whole);
        return exit.matches() ? signal(Integer.parseInt(exit.group(1))) : Optional.empty();
    }

    private static Optional<Form> signal(int exit) {
        int number = exit < 0 ? -exit : exit > SHELL ? exit - SHELL : exit;
        return number >= 1 && number <= LARGEST_SIGNAL ? Optional.of(new Form.Signal(number)) : Optional.empty();
    }

    /// Upper case, without what messages write around codes.
    static String clean(String given) {
        String text = given.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        Matcher around = WRAPPING.matcher(text);
        while (around.find()) {
            text = around.replaceFirst("");
            around = WRAPPING.matcher(text);
        }
        return text;
    }
}
