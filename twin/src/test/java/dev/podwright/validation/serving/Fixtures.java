package dev.podwright.validation.serving;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;

/// What tests of measured points share.
final class Fixtures {
    static final Machines MACHINES = new Machines(Catalog.bundled(), Calibration.bundled());

    private Fixtures() {}
}
