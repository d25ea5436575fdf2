package dev.podwright.calibration;
public final class Calibration { public static Calibration bundled(){return null;} public String hash(){return "";} public String date(){return "";} }
