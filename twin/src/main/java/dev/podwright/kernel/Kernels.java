package dev.podwright.kernel;
import dev.podwright.catalog.*; import dev.podwright.calibration.*; import dev.podwright.model.*; import dev.podwright.units.*; import java.util.List;
public final class Kernels { public static Kernels of(Chip c, List<Chip> all, Calibration k){return null;} public Cost price(Operator o){return null;} }
