package dev.podwright.plan;

import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import java.util.function.ToDoubleFunction;

/// What of a request a replica keeps in its cache.
enum Kept {
    /// Prompt and answer, of the sequences that decode.
    FINISHED {
        @Override
        double tokens(RequestClass c) {
            return c.lengths().total();
        }

        @Override
        double mean(RequestMix requests, ToDoubleFunction<RequestClass> figure) {
            return requests.meanOfDecoding(figure);
        }

        @Override
        double longest(RequestMix requests) {
            return requests.longest();
        }
    },
    /// The prompt, of the prompts under way.
    PROMPT {
        @Override
        double tokens(RequestClass c) {
            return c.lengths().input();
        }

        @Override
        double mean(RequestMix requests, ToDoubleFunction<RequestClass> figure) {
            return requests.mean(figure);
        }

        @Override
        double longest(RequestMix requests) {
            return requests.longestInput();
        }
    };

    abstract double tokens(RequestClass c);

    /// The mean of `figure` over what is kept at a moment.
    abstract double mean(RequestMix requests, ToDoubleFunction<RequestClass> figure);

    abstract double longest(RequestMix requests);
}
