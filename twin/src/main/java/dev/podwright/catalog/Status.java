package dev.podwright.catalog;

/// Whether a part can be bought or only read about.
public enum Status {
    SHIPPING, ANNOUNCED
}
