package dev.podwright.diagnosis;

import java.util.List;

/// Looks for one kind of trouble and claims the seconds it costs.
interface Finder {
    List<Finding> find(Job job);
}
