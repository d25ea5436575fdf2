package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.plan.ServingDeployment;
import dev.podwright.simulation.Admission;
import dev.podwright.simulation.Faults;
import dev.podwright.simulation.Incident;
import dev.podwright.simulation.Setup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// What breaks and when replicas turn requests away, as options.
final class FaultOptions {
    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?)";
    private static final Pattern FAIL = Pattern.compile("([0-9]{1,6})@" + NUMBER + "(?:\\+" + NUMBER + ")?");
    private static final Pattern SLOW = Pattern.compile("([0-9]{1,6})@" + NUMBER + "(?:\\+" + NUMBER + ")?x" + NUMBER);
    private static final double SECONDS_PER_HOUR = 3600;

    @Option(names = "--slow", paramLabel = "REPLICA@S[+S]xF", description = "Make the steps of a replica take F times as long from so many seconds on, for so many.")
    private List<String> slow = List.of();

    @Option(names = "--mtbf", paramLabel = "HOURS", description = "Lose replicas at random: hours between two failures of one card (16,384 H100 had 50,700: arXiv 2407.21783).")
    private Double mtbf;

    /// Detection and diagnosis in under ten minutes: MegaScale, arXiv 2402.15627.
    @Option(names = "--repair", defaultValue = "600", paramLabel = "S", description = "Seconds until a replica so lost serves again, loading counted (default: ${DEFAULT-VALUE}).")
    private double repair;

    @Option(names = "--on-loss", defaultValue = "resend", paramLabel = "POLICY",
            description = "Requests of a lost replica: lose, resend (those without a token yet) or migrate (all, with their tokens) (default: ${DEFAULT-VALUE}).")
    private String onLoss;

    @Option(names = "--retries", defaultValue = "5", paramLabel = "N", description = "Times that a request may begin anew (default: ${DEFAULT-VALUE}).")
    private int retries;

    @Option(names = "--queue-limit", paramLabel = "N", description = "Requests that may wait at a replica; more are turned away (default: any number).")
    private Integer queue;

    @Option(names = "--deadline", paramLabel = "S", description = "Turn away a request that has not run so many seconds after it came (default: never).")
    private Double deadline;

    /// @param fail replicas lost at a time, such as `1@300+120`: counted from 1 over all pools, seconds, for how many (without = for good)
    /// @param deployment of `setup`
    Setup over(Setup setup, List<String> fail, ServingDeployment deployment) {
        List<Incident> incidents = new ArrayList<>();
        for (String text : fail) {
            Matcher m = match(FAIL, "--fail", text, "1@300 or 1@300+120", setup.replicas());
            incidents.add(new Incident.Lost(Integer.parseInt(m.group(1)) - 1, Double.parseDouble(m.group(2)), lasts("--fail", text, m.group(3))));
        }
        for (String text : slow) {
            Matcher m = match(SLOW, "--slow", text, "1@300x2 or 1@300+120x1.5", setup.replicas());
            double factor = Double.parseDouble(m.group(4));
            if (factor == 0) {
                throw new InputException("--slow %s: steps cannot take no time.".formatted(text), "Give a factor above 0, such as x2.");
            }
            incidents.add(new Incident.Slow(Integer.parseInt(m.group(1)) - 1, Double.parseDouble(m.group(2)), lasts("--slow", text, m.group(3)), factor));
        }
        if (mtbf != null && !(mtbf > 0) || !(repair > 0) || retries < 0 || queue != null && queue < 0 || deadline != null && !(deadline > 0)) {
            throw new InputException("--mtbf %s, --repair %s, --retries %d, --queue-limit %s, --deadline %s: one is out of range.".formatted(mtbf, repair, retries, queue, deadline),
                    "Hours and seconds are above 0, counts at least 0.");
        }
        List<Double> means = mtbf == null ? List.of() : deployment.parts().stream()
                .map(p -> mtbf * SECONDS_PER_HOUR / p.system().site().chipsFor(p.system().layout().ranks())).toList();
        Faults.Policy policy = policy();
        return setup.with(incidents.isEmpty() && means.isEmpty() ? Faults.NONE : new Faults(incidents, means, repair, policy, retries))
                .with(new Admission(queue == null ? Integer.MAX_VALUE : queue, deadline == null ? Double.POSITIVE_INFINITY : deadline));
    }

    private Faults.Policy policy() {
        List<String> names = Arrays.stream(Faults.Policy.values()).map(Faults.Policy::label).toList();
        return Arrays.stream(Faults.Policy.values()).filter(p -> p.label().equals(onLoss)).findFirst()
                .orElseThrow(() -> new InputException("--on-loss: there is no policy %s.".formatted(onLoss), "One of %s. %s".formatted(String.join(", ", names), Nearest.maybe(onLoss, names))));
    }

    private static Matcher match(Pattern pattern, String option, String text, String example, int replicas) {
        Matcher m = pattern.matcher(text);
        if (!m.matches()) {
            throw new InputException("%s %s cannot be read.".formatted(option, text), "Write %s: replica, seconds, and for how long.".formatted(example));
        }
        int replica = Integer.parseInt(m.group(1));
        if (replica < 1 || replica > replicas) {
            throw new InputException("%s %s: there is no replica %s.".formatted(option, text, m.group(1)), "They are 1 to %d, over all pools in their order.".formatted(replicas));
        }
        return m;
    }

    private static double lasts(String option, String text, String seconds) {
        double lasts = seconds == null ? Double.POSITIVE_INFINITY : Double.parseDouble(seconds);
        if (lasts == 0) {
            throw new InputException("%s %s lasts no time.".formatted(option, text), "Give seconds above 0 after the +, or none.");
        }
        return lasts;
    }
}
