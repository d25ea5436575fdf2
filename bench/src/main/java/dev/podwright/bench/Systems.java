package dev.podwright.bench;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Models;
import dev.podwright.plan.Site;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;

/// The systems that are timed: one large mixture on a SuperPoD, one dense model on a server.
final class Systems {
    static final Catalog CATALOG = Catalog.bundled();
    static final Calibration CALIBRATION = Calibration.bundled();

    private Systems() {}

    static Site site(String model) {
        String pod = model.startsWith("deepseek") ? "cloudmatrix384" : "h200-8";
        return Site.of(Models.named(model), CATALOG.pod(pod), PrecisionWish.NONE, Speculation.NONE, CATALOG, CALIBRATION);
    }

    static ServingLayout layout(String model) {
        return model.startsWith("deepseek") ? new ServingLayout(1, 32, 1, 32) : new ServingLayout(4, 1, 1, 1);
    }

    static ServingStep step(String model) {
        return site(model).step(layout(model));
    }

    static void check(boolean right, String what, Object value) {
        if (!right) {
            throw new IllegalStateException("%s is (%s).".formatted(what, value));
        }
    }
}
