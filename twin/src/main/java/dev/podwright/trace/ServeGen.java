package dev.podwright.trace;

import java.util.List;

/// A service by the statistics of its clients (ServeGen, arXiv 2505.09999): who asks how often in which window, by which law, and how long
/// prompts and answers are. Requests are drawn from them, client by client.
///
/// @param from seconds of the recorded day at which the part wanted begins
/// @param to seconds at which it ends
/// @param context tokens that the model takes; 0 = no limit
/// @param drops whether longer requests are left out; otherwise they are cut
public record ServeGen(String name, List<ServeGenClient> clients, double from, double to, long context, boolean drops) implements Recording {

    @Override
    public double meanInput() {
        return mean(true);
    }

    @Override
    public double meanOutput() {
        return mean(false);
    }

    /// Over requests: each client and window of lengths by what is expected of it.
    private double mean(boolean input) {
        double sum = 0;
        double all = 0;
        for (ServeGenClient client : clients) {
            for (int i = 0; i < client.lengths().size(); i++) {
                double begin = i == 0 ? from : Math.max(from, client.lengthStarts()[i]);
                double end = i + 1 < client.lengths().size() ? Math.min(to, client.lengthStarts()[i + 1]) : to;
                double requests = end > begin ? client.expected(begin, end) : 0;
                sum += requests * (input ? client.lengths().get(i).meanInput() : client.lengths().get(i).output().mean());
                all += requests;
            }
        }
        return Math.max(1, sum / all);
    }

    @Override
    public double rate() {
        return clients.stream().mapToDouble(c -> c.expected(from, to)).sum() / span();
    }

    @Override
    public double span() {
        return to - from;
    }

    /// What histograms allow at most.
    @Override
    public long longest() {
        long most = 1;
        for (ServeGenClient client : clients) {
            for (ServeGenClient.LengthWindow w : client.lengths()) {
                most = Math.max(most, w.longestInput() + w.output().longest());
            }
        }
        return context > 0 ? Math.min(context, most) : most;
    }

    @Override
    public boolean images() {
        return clients.stream().flatMap(c -> c.lengths().stream()).flatMap(w -> w.media().stream()).anyMatch(m -> m.image() && m.count().longest() > 0);
    }

    /// Rates are multiplied; windows keep their time of day.
    @Override
    public double pace(double speed) {
        return 1;
    }

    @Override
    public RequestSource play(int repeats, double speed, long seed) {
        return new ServeGenSource(this, repeats, speed, seed);
    }
}
