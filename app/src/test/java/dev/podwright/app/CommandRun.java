package dev.podwright.app;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What one command line answered, run inside the test for speed; [CommandProcess] runs it as users do.
record CommandRun(int code, String out, String err) {

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Podwright.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }
}
