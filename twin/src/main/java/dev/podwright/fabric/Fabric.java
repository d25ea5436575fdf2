package dev.podwright.fabric;
import dev.podwright.catalog.*; import dev.podwright.calibration.*; import dev.podwright.units.*;
public final class Fabric { public static Fabric of(Pod p, Chip c, Calibration k){return null;} public Cost price(String n, Collective o){return null;} }
